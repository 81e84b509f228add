package facts

import (
	"strings"
	"sync"
)

// DataRead says that an action of level Read or List hands out what customers store, not how things are set
// up. AWS's access levels don't tell the two apart. The table covers the services that serverless systems
// store data in, after CloudTrail's list of data events
// (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html).
func DataRead(action string) bool { return dataReadTable()[lower(action)] }

var dataReadTable = sync.OnceValue(func() map[string]bool {
	table := map[string]bool{}
	for service, names := range map[string]string{
		"s3": "GetObject GetObjectVersion GetObjectTorrent GetObjectVersionTorrent " +
			"GetObjectVersionForReplication",
		"dynamodb": "GetItem BatchGetItem Query Scan GetRecords PartiQLSelect ConditionCheckItem " +
			"ExportTableToPointInTime",
		"sqs":            "ReceiveMessage",
		"kinesis":        "GetRecords SubscribeToShard",
		"secretsmanager": "GetSecretValue BatchGetSecretValue",
		"ssm":            "GetParameter GetParameters GetParametersByPath GetParameterHistory",
		"logs":           "GetLogEvents FilterLogEvents GetQueryResults StartQuery GetLogRecord StartLiveTail Unmask",
		"rds-data":       "ExecuteStatement BatchExecuteStatement ExecuteSql",
		"redshift-data":  "GetStatementResult ExecuteStatement",
		"athena":         "GetQueryResults GetQueryResultsStream",
		"cognito-idp":    "AdminGetUser ListUsers GetUser ListUsersInGroup",
		"cognito-sync":   "ListRecords QueryRecords GetCognitoEvents",
		"es":             "ESHttpGet ESHttpPost",
		"aoss":           "APIAccessAll",
		"timestream":     "Select",
		"neptune-db":     "ReadDataViaQuery",
		"codecommit":     "GitPull GetFile GetBlob GetFolder",
		"ecr":            "GetDownloadUrlForLayer BatchGetImage",
		"lambda":         "GetFunction GetLayerVersion",
		"execute-api":    "Invoke",
		"appconfig":      "GetConfiguration GetLatestConfiguration GetHostedConfigurationVersion",
		"states":         "GetExecutionHistory DescribeExecution GetActivityTask",
		"kafka-cluster":  "ReadData",
		"s3express":      "CreateSession",
		"ebs":            "GetSnapshotBlock",
		"dax":            "GetItem BatchGetItem Query Scan",
		"cassandra":      "Select",
		"qldb":           "PartiQLSelect",
		"glacier":        "GetJobOutput",
		"healthlake":     "ReadResource SearchWithGet SearchWithPost",
		"textract":       "GetDocumentAnalysis GetDocumentTextDetection",
		"transcribe":     "GetTranscriptionJob",
	} {
		for name := range strings.FieldsSeq(names) {
			table[lower(service+":"+name)] = true
		}
	}
	return table
})
