package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// messagingTypes lists SQS, SNS and Kinesis.
func messagingTypes() types {
	return types{
		"aws_sqs_queue":                      {Make: makeQueue, Link: linkQueue, Finish: ownPolicy},
		"aws_sqs_queue_policy":               channelPolicy(model.Queue, "queue_url"),
		"aws_sqs_queue_redrive_policy":       redriveSetting(),
		"aws_sqs_queue_redrive_allow_policy": redriveAllow(),
		"data.aws_sqs_queue":                 dataChannel(model.Queue, "name"),

		"aws_sns_topic":        {Make: makeTopic, Link: linkTopic, Finish: ownPolicy},
		"aws_sns_topic_policy": channelPolicy(model.Topic, "arn"),
		// It masks or blocks data in messages: more safety, never less.
		"aws_sns_topic_data_protection_policy": nothing(),
		"aws_sns_topic_subscription":           {Link: linkSubscription},
		"aws_sns_platform_application":         {Make: makePlatformApplication},
		// Spending limits and sender names of text messages.
		"aws_sns_sms_preferences": nothing(),
		"data.aws_sns_topic":      dataChannel(model.Topic, "name"),

		"aws_kinesis_stream":                   {Make: makeStream, Link: linkStream},
		"aws_kinesis_stream_consumer":          {Follow: "stream_arn"},
		"aws_kinesis_resource_policy":          channelPolicy(model.Stream, "resource_arn"),
		"aws_kinesis_firehose_delivery_stream": {Make: makeFirehose, Link: linkFirehose},
		"data.aws_kinesis_stream":              dataChannel(model.Stream, "name"),
		"data.aws_kinesis_stream_consumer":     {Follow: "stream_arn"},
		// Kept so that a reference to it is known to lead to no channel that is judged.
		"data.aws_kinesis_firehose_delivery_stream": nothing(),
	}
}
