package iam

import "sync"

// escalationSet is a known way from some rights to more: all its steps are needed.
type escalationSet struct {
	id      string
	service string // to which a role is passed; "" when none is
	steps   []step
}

// step is one of an escalation's needs: one of the actions, on what matters.
type step struct {
	anyOf []string
	// broad: the action must reach resources of others; of a step that makes something new, any will do.
	broad      bool
	kind       string // of IAM resource: "role", "user", "group", "policy"
	self       bool   // reaching oneself is enough
	anyService bool   // works on resources of another service
}

func makes(actions ...string) step { return step{anyOf: actions} }

func reaches(actions ...string) step { return step{anyOf: actions, broad: true} }

func changes(kind, action string) step {
	return step{anyOf: []string{action}, broad: true, kind: kind, self: kind == "role" || kind == "user"}
}

// passTo is a set that passes a role to a service: the role's rights are then at hand there.
func passTo(id, service string, steps ...step) escalationSet {
	pass := step{anyOf: []string{"iam:PassRole"}, broad: true, kind: "role"}
	return escalationSet{id: "iam:PassRole+" + id, service: service, steps: append([]step{pass}, steps...)}
}

func alone(s step) escalationSet { return escalationSet{id: s.anyOf[0], steps: []step{s}} }

// EscalationIDs lists the ids of the escalation sets that Powers knows.
func EscalationIDs() []string {
	sets := escalationSets()
	ids := make([]string, len(sets))
	for i, s := range sets {
		ids[i] = s.id
	}
	return ids
}

// The known sets.
// Sources: Rhino Security Labs, "AWS IAM Privilege Escalation - Methods and Mitigation"
// (https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/ and part 2); NCC Group,
// Principal Mapper's edges (https://github.com/nccgroup/PMapper); Bishop Fox, iam-vulnerable
// (https://github.com/BishopFox/iam-vulnerable).
var escalationSets = sync.OnceValue(func() []escalationSet {
	var sets []escalationSet
	for _, group := range [][]escalationSet{
		policySets(), credentialSets(), computeSets(), functionSets(), orchestrationSets(),
	} {
		sets = append(sets, group...)
	}
	return sets
})

func policySets() []escalationSet {
	return []escalationSet{
		alone(changes("policy", "iam:CreatePolicyVersion")),
		alone(changes("policy", "iam:SetDefaultPolicyVersion")),
		alone(changes("user", "iam:AttachUserPolicy")),
		alone(changes("group", "iam:AttachGroupPolicy")),
		alone(changes("role", "iam:AttachRolePolicy")),
		alone(changes("user", "iam:PutUserPolicy")),
		alone(changes("group", "iam:PutGroupPolicy")),
		alone(changes("role", "iam:PutRolePolicy")),
		alone(changes("group", "iam:AddUserToGroup")),
		alone(changes("role", "iam:UpdateAssumeRolePolicy")),
		alone(changes("role", "iam:PutRolePermissionsBoundary")),
		alone(changes("role", "iam:DeleteRolePermissionsBoundary")),
		alone(changes("user", "iam:PutUserPermissionsBoundary")),
		alone(changes("user", "iam:DeleteUserPermissionsBoundary")),
	}
}

func credentialSets() []escalationSet {
	assume := step{anyOf: []string{"sts:AssumeRole"}, broad: true, kind: "role", anyService: true}
	return []escalationSet{
		alone(step{anyOf: []string{"iam:CreateAccessKey"}, broad: true, kind: "user"}),
		alone(step{anyOf: []string{"iam:CreateLoginProfile"}, broad: true, kind: "user"}),
		alone(step{anyOf: []string{"iam:UpdateLoginProfile"}, broad: true, kind: "user"}),
		alone(assume),
		passTo("cognito-identity:SetIdentityPoolRoles", "cognito-identity.amazonaws.com",
			reaches("cognito-identity:SetIdentityPoolRoles")),
	}
}

func computeSets() []escalationSet {
	command := step{anyOf: []string{"ssm:SendCommand", "ssm:StartSession"}, broad: true, anyService: true}
	return []escalationSet{
		passTo("ec2:RunInstances", "ec2.amazonaws.com", makes("ec2:RunInstances")),
		passTo("ec2:AssociateIamInstanceProfile", "ec2.amazonaws.com",
			makes("ec2:AssociateIamInstanceProfile", "ec2:ReplaceIamInstanceProfileAssociation")),
		passTo("autoscaling:CreateAutoScalingGroup", "ec2.amazonaws.com",
			makes("autoscaling:CreateLaunchConfiguration"),
			makes("autoscaling:CreateAutoScalingGroup", "autoscaling:UpdateAutoScalingGroup")),
		alone(command),
		alone(reaches("ec2-instance-connect:SendSSHPublicKey")),
		passTo("ecs:RegisterTaskDefinition", "ecs-tasks.amazonaws.com",
			makes("ecs:RegisterTaskDefinition"), makes("ecs:RunTask", "ecs:StartTask", "ecs:CreateService",
				"ecs:UpdateService")),
		passTo("batch:RegisterJobDefinition", "ecs-tasks.amazonaws.com",
			makes("batch:RegisterJobDefinition"), makes("batch:SubmitJob")),
		passTo("apprunner:CreateService", "tasks.apprunner.amazonaws.com", makes("apprunner:CreateService")),
		passTo("elasticmapreduce:RunJobFlow", "elasticmapreduce.amazonaws.com",
			makes("elasticmapreduce:RunJobFlow")),
	}
}

func functionSets() []escalationSet {
	return []escalationSet{
		passTo("lambda:CreateFunction", "lambda.amazonaws.com", makes("lambda:CreateFunction"),
			makes("lambda:InvokeFunction", "lambda:AddPermission", "lambda:CreateEventSourceMapping",
				"lambda:CreateFunctionUrlConfig", "lambda:InvokeAsync")),
		alone(reaches("lambda:UpdateFunctionCode")),
		alone(reaches("lambda:UpdateFunctionConfiguration")),
	}
}

func orchestrationSets() []escalationSet {
	return []escalationSet{
		passTo("cloudformation:CreateStack", "cloudformation.amazonaws.com",
			makes("cloudformation:CreateStack", "cloudformation:CreateStackSet")),
		passTo("cloudformation:CreateChangeSet", "cloudformation.amazonaws.com",
			makes("cloudformation:CreateChangeSet"), makes("cloudformation:ExecuteChangeSet")),
		alone(reaches("cloudformation:UpdateStack")),
		passTo("glue:CreateDevEndpoint", "glue.amazonaws.com", makes("glue:CreateDevEndpoint")),
		alone(reaches("glue:UpdateDevEndpoint")),
		passTo("glue:CreateJob", "glue.amazonaws.com", makes("glue:CreateJob", "glue:UpdateJob"),
			makes("glue:StartJobRun", "glue:CreateTrigger")),
		passTo("datapipeline:CreatePipeline", "datapipeline.amazonaws.com", makes("datapipeline:CreatePipeline"),
			makes("datapipeline:PutPipelineDefinition")),
		passTo("codebuild:CreateProject", "codebuild.amazonaws.com",
			makes("codebuild:CreateProject", "codebuild:UpdateProject"),
			makes("codebuild:StartBuild", "codebuild:StartBuildBatch")),
		alone(reaches("codebuild:StartBuild")),
		passTo("sagemaker:CreateNotebookInstance", "sagemaker.amazonaws.com",
			makes("sagemaker:CreateNotebookInstance"), makes("sagemaker:CreatePresignedNotebookInstanceUrl")),
		passTo("sagemaker:CreateTrainingJob", "sagemaker.amazonaws.com",
			makes("sagemaker:CreateTrainingJob", "sagemaker:CreateProcessingJob")),
		alone(reaches("sagemaker:CreatePresignedNotebookInstanceUrl")),
		passTo("states:CreateStateMachine", "states.amazonaws.com",
			makes("states:CreateStateMachine", "states:UpdateStateMachine"),
			makes("states:StartExecution", "states:StartSyncExecution")),
		passTo("scheduler:CreateSchedule", "scheduler.amazonaws.com",
			makes("scheduler:CreateSchedule", "scheduler:UpdateSchedule")),
		passTo("events:PutTargets", "events.amazonaws.com", makes("events:PutTargets"), makes("events:PutRule")),
		passTo("pipes:CreatePipe", "pipes.amazonaws.com", makes("pipes:CreatePipe", "pipes:UpdatePipe")),
	}
}
