# A task runs with what its definition says, which everyone in the account may read.
resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  container_definitions = jsonencode([{ # want SLS401
    name        = "orders"
    image       = "orders:1"
    environment = [{ name = "DB_PASSWORD", value = "hunter2-on-prod!" }]
  }])
}
