variable "names" {
  type = list(string)
}

resource "terraform_data" "this" {
  input = var.names
}

output "id" {
  value = terraform_data.this.id
}
