package aws

import (
	"errors"
	"slices"
	"strings"

	"github.com/aws/smithy-go"
)

// is tells whether an error is an answer of AWS with one of the codes.
func is(err error, codes ...string) bool {
	var api smithy.APIError
	return errors.As(err, &api) && slices.Contains(codes, api.ErrorCode())
}

// says tells whether an error is an answer of AWS with the code and one of the texts in its message.
func says(err error, code string, texts ...string) bool {
	var api smithy.APIError
	if !errors.As(err, &api) || api.ErrorCode() != code {
		return false
	}
	message := strings.ToLower(api.ErrorMessage())
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(message, strings.ToLower(text)) })
}

// gone tells whether an error says that the object is not there, in the words of any of the services.
func gone(err error) bool {
	return is(err, "ResourceNotFoundException", "NoSuchEntity", "NoSuchEntityException", "NotFoundException", "NotFound",
		"AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist", "NoSuchBucket", "ResourceNotFound",
		"WAFNonexistentItemException")
}

// exists tells whether an error says that an object of the name is already there.
func exists(err error) bool {
	return is(err, "ResourceConflictException", "EntityAlreadyExists", "EntityAlreadyExistsException",
		"ResourceAlreadyExistsException", "AlreadyExistsException", "QueueNameExists", "QueueAlreadyExists", "ConflictException")
}

// notRefused tells errors after which the call may have taken effect all the same: the connection broke, or the service
// failed. An answer that puts the fault on the caller did nothing.
func notRefused(err error) bool {
	var api smithy.APIError
	return !errors.As(err, &api) || api.ErrorFault() != smithy.FaultClient && !is(err, "ThrottlingException", "AccessDeniedException")
}

// unlessGone gives nil for an error that says that the object is not there.
func unlessGone(err error) error {
	if gone(err) {
		return nil
	}
	return err
}
