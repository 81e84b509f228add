package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// messagingTypes lists SQS, SNS and Kinesis.
func messagingTypes() map[string]adapter {
	return map[string]adapter{
		"aws_sqs_queue":                      {make: makeQueue, link: linkQueue, finish: ownPolicy},
		"aws_sqs_queue_policy":               channelPolicy(model.Queue, "queue_url"),
		"aws_sqs_queue_redrive_policy":       redriveSetting(),
		"aws_sqs_queue_redrive_allow_policy": redriveAllow(),
		"data.aws_sqs_queue":                 dataChannel(model.Queue, "name"),

		"aws_sns_topic":        {make: makeTopic, link: linkTopic, finish: ownPolicy},
		"aws_sns_topic_policy": channelPolicy(model.Topic, "arn"),
		// It masks or blocks data in messages: more safety, never less.
		"aws_sns_topic_data_protection_policy": nothing(),
		"aws_sns_topic_subscription":           {link: linkSubscription},
		"aws_sns_platform_application":         {make: makePlatformApplication},
		// Spending limits and sender names of text messages.
		"aws_sns_sms_preferences": nothing(),
		"data.aws_sns_topic":      dataChannel(model.Topic, "name"),

		"aws_kinesis_stream":                   {make: makeStream, link: linkStream},
		"aws_kinesis_stream_consumer":          {follow: "stream_arn"},
		"aws_kinesis_resource_policy":          channelPolicy(model.Stream, "resource_arn"),
		"aws_kinesis_firehose_delivery_stream": {make: makeFirehose, link: linkFirehose},
		"data.aws_kinesis_stream":              dataChannel(model.Stream, "name"),
		"data.aws_kinesis_stream_consumer":     {follow: "stream_arn"},
		// Kept so that a reference to it is known to lead to no channel that is judged.
		"data.aws_kinesis_firehose_delivery_stream": nothing(),
	}
}
