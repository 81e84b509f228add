resource "aws_iam_role" "orders" {
  name               = "orders"
  assume_role_policy = "{}"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"

  environment {
    variables = {
      DB_HOST = aws_db_instance.orders.address
      DB_PORT = aws_db_instance.orders.port
    }
  }

  vpc_config {
    subnet_ids         = ["subnet-0123456789abcdef0"]
    security_group_ids = [aws_security_group.orders.id]
  }
}

resource "aws_lambda_function" "outside" {
  function_name = "outside"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "outside.zip"
}

resource "aws_lambda_function" "emptied" {
  function_name = "emptied"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "emptied.zip"

  vpc_config {
    subnet_ids         = []
    security_group_ids = []
  }
}

resource "aws_security_group" "orders" {
  name   = "orders"
  vpc_id = "vpc-0123456789abcdef0"
}

resource "aws_security_group" "cache" {
  name   = "cache"
  vpc_id = "vpc-0123456789abcdef0"

  ingress {
    from_port       = 6379
    to_port         = 6379
    protocol        = "tcp"
    security_groups = [aws_security_group.orders.id]
  }
}

resource "aws_db_instance" "orders" {
  identifier             = "orders-db"
  engine                 = "postgres"
  instance_class         = "db.t4g.micro"
  allocated_storage      = 20
  username               = "orders"
  publicly_accessible    = true
  vpc_security_group_ids = [aws_security_group.cache.id]
}

resource "aws_elasticache_cluster" "orders" {
  cluster_id         = "orders-cache"
  engine             = "memcached"
  node_type          = "cache.t4g.micro"
  num_cache_nodes    = 1
  security_group_ids = [aws_security_group.cache.id]
}

resource "aws_msk_cluster" "private" {
  cluster_name           = "private"
  kafka_version          = "3.8.x"
  number_of_broker_nodes = 2

  broker_node_group_info {
    instance_type   = "kafka.m7g.large"
    client_subnets  = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
    security_groups = ["sg-0123456789abcdef0"]
  }
}

resource "aws_msk_cluster" "public" {
  cluster_name           = "public"
  kafka_version          = "3.8.x"
  number_of_broker_nodes = 2

  broker_node_group_info {
    instance_type   = "kafka.m7g.large"
    client_subnets  = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
    security_groups = ["sg-0123456789abcdef0"]

    connectivity_info {
      public_access {
        type = "SERVICE_PROVIDED_EIPS"
      }
    }
  }
}

resource "aws_mq_broker" "orders" {
  broker_name         = "orders-broker"
  engine_type         = "RabbitMQ"
  engine_version      = "3.13"
  host_instance_type  = "mq.t3.micro"
  publicly_accessible = false

  user {
    username = "orders"
    password = random_password.broker.result
  }
}

resource "random_password" "broker" {
  length = 32
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "each" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}

resource "aws_lambda_function" "spread" {
  function_name = "spread"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "spread.zip"

  vpc_config {
    subnet_ids         = aws_subnet.each[*].id
    security_group_ids = [aws_security_group.orders.id, aws_security_group.cache.id]
  }
}

variable "cached" {
  type    = bool
  default = true
}

resource "aws_lambda_function" "either" {
  function_name = "either"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "either.zip"

  vpc_config {
    subnet_ids         = ["subnet-0123456789abcdef0"]
    security_group_ids = [var.cached ? aws_security_group.cache.id : aws_security_group.orders.id]
  }
}
