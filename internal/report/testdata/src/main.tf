module "webhook" {
  source   = "./modules/webhook"
  for_each = toset(["github", "gitlab", "stripe"])
}
