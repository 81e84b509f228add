"""Stores orders from a queue. What fails is told message by message, so that the rest is not tried again."""

import json
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    failed = []
    for record in event["Records"]:
        try:
            table.put_item(Item={"id": record["messageId"], "order": json.loads(record["body"])["order"]})
        except Exception as error:
            print(json.dumps({"message": record["messageId"], "error": str(error)}))
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}
