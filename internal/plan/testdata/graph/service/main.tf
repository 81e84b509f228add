variable "target" {
  type = any
}

variable "fallback" {
  type    = string
  default = "by-default"
}

resource "terraform_data" "worker" {
  input = var.target.id
}

resource "terraform_data" "named" {
  input = var.fallback
}

module "store" {
  source = "./store"
  count  = 2
  names  = [terraform_data.worker.id, var.target.id]
}

output "store_id" {
  value = module.store[0].id
}

output "worker" {
  value = terraform_data.worker
}
