# Real Terraform writes this plan (see ../README.md). terraform_data stands for any resource: its input and
# triggers_replace take references, its output and id are known after apply.
terraform {
  required_version = ">= 1.11"
}

variable "fixed" {
  type    = string
  default = "from-the-root"
}

variable "secret" {
  type      = string
  default   = "hidden"
  sensitive = true
}

variable "choose" {
  type    = bool
  default = true
}

locals {
  made = terraform_data.plain.id
}

resource "terraform_data" "plain" {
  input = "constant"
}

resource "terraform_data" "counted" {
  count = 2
  input = terraform_data.plain.id
}

resource "terraform_data" "keyed" {
  for_each = toset(["a", "b.c", "d\"e"])
  input    = each.key
}

resource "terraform_data" "static_index" {
  input = terraform_data.counted[1].id
}

resource "terraform_data" "static_key" {
  input = terraform_data.keyed["b.c"].id
}

resource "terraform_data" "splat" {
  input = terraform_data.counted[*].id
}

resource "terraform_data" "one" {
  input = one(terraform_data.counted[*].id)
  count = 0
}

resource "terraform_data" "try" {
  input = try(terraform_data.counted[0].id, null)
}

resource "terraform_data" "conditional" {
  input = var.choose ? terraform_data.plain.id : terraform_data.counted[0].id
}

resource "terraform_data" "same_key" {
  for_each = terraform_data.keyed
  input    = terraform_data.keyed[each.key].id
}

resource "terraform_data" "each_value" {
  for_each = terraform_data.keyed
  input    = each.value.id
}

resource "terraform_data" "chosen_value" {
  for_each = { x = terraform_data.plain.id, y = terraform_data.counted[0].id }
  input    = each.value
}

resource "terraform_data" "same_number" {
  count = 2
  input = terraform_data.counted[count.index].id
}

resource "terraform_data" "template" {
  input = "arn:${terraform_data.plain.id}:x"
}

resource "terraform_data" "local" {
  input = local.made
}

resource "terraform_data" "variable" {
  input = var.fixed
}

resource "terraform_data" "sensitive" {
  input = { open = "x", closed = var.secret }
}

resource "terraform_data" "output" {
  input = module.one.store_id
}

resource "terraform_data" "output_of_key" {
  input = module.many["y"].store_id
}

resource "terraform_data" "output_of_each" {
  for_each = module.many
  input    = each.value.store_id
}

resource "terraform_data" "output_whole" {
  for_each = toset(["x", "y"])
  input    = module.many[each.key].store_id
}

module "one" {
  source = "./service"
  target = terraform_data.plain
}

module "many" {
  source   = "./service"
  for_each = { x = terraform_data.counted[0], y = terraform_data.counted[1] }
  target   = each.value
  fallback = "given"
}

output "store" {
  value = module.one.store_id
}

output "secret" {
  value     = var.secret
  sensitive = true
}
