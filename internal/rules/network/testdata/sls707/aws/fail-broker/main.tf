# The brokers' console and ports are on the internet.
resource "aws_mq_broker" "orders" {
  broker_name         = "orders"
  engine_type         = "RabbitMQ"
  engine_version      = "3.13"
  host_instance_type  = "mq.t3.micro"
  publicly_accessible = true # want SLS707

  user {
    username = "orders"
    password = random_password.broker.result
  }
}

resource "random_password" "broker" {
  length = 32
}
