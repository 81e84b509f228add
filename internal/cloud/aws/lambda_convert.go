package aws

import (
	"slices"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

func createInput(f harden.Function, tags map[string]string) (*lambda.CreateFunctionInput, error) {
	code, err := functionCode(f.Code)
	if err != nil {
		return nil, err
	}
	u := updateInput(f)
	in := &lambda.CreateFunctionInput{
		FunctionName: u.FunctionName, Code: code, Role: u.Role, Description: u.Description, Runtime: u.Runtime, Handler: u.Handler,
		Architectures: []types.Architecture{types.Architecture(f.Architecture)}, MemorySize: u.MemorySize, Timeout: u.Timeout,
		EphemeralStorage: u.EphemeralStorage, Environment: u.Environment, Layers: u.Layers, KMSKeyArn: u.KMSKeyArn,
		DeadLetterConfig: u.DeadLetterConfig, TracingConfig: u.TracingConfig, LoggingConfig: u.LoggingConfig,
		FileSystemConfigs: u.FileSystemConfigs, CodeSigningConfigArn: text(f.CodeSigning), PackageType: types.PackageTypeZip, Tags: tags,
	}
	if f.Network != nil {
		in.VpcConfig = u.VpcConfig
	}
	if f.Code.Image != "" {
		in.PackageType = types.PackageTypeImage
	}
	return in, nil
}

// updateInput states every setting, also empty ones: what is left out would stay as it is.
func updateInput(f harden.Function) *lambda.UpdateFunctionConfigurationInput {
	in := &lambda.UpdateFunctionConfigurationInput{
		FunctionName: &f.Name, Role: text(f.Role.ARN(f.Scope)), Description: &f.Description,
		Runtime: types.Runtime(f.Runtime), Handler: text(f.Handler), MemorySize: number(f.Memory), Timeout: number(f.Timeout),
		EphemeralStorage:  &types.EphemeralStorage{Size: number(f.EphemeralStorage)},
		Environment:       &types.Environment{Variables: f.Environment},
		Layers:            nonNil(f.Layers),
		KMSKeyArn:         &f.Key.ARN,
		DeadLetterConfig:  &types.DeadLetterConfig{TargetArn: &f.DeadLetter.ARN},
		TracingConfig:     &types.TracingConfig{Mode: types.TracingMode(f.Tracing)},
		LoggingConfig:     loggingInput(f.Logging),
		VpcConfig:         &types.VpcConfig{SubnetIds: []string{}, SecurityGroupIds: []string{}},
		FileSystemConfigs: []types.FileSystemConfig{},
	}
	if f.Environment == nil {
		in.Environment.Variables = map[string]string{}
	}
	if f.Network != nil {
		in.VpcConfig.SubnetIds, in.VpcConfig.SecurityGroupIds = f.Network.SubnetIDs, f.Network.SecurityGroupIDs
	}
	if fs := f.FileSystem; fs != nil {
		in.FileSystemConfigs = append(in.FileSystemConfigs, types.FileSystemConfig{Arn: &fs.AccessPoint, LocalMountPath: &fs.Path})
	}
	return in
}

func nonNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func loggingInput(l harden.Logging) *types.LoggingConfig {
	return &types.LoggingConfig{
		LogFormat: types.LogFormat(l.Format), ApplicationLogLevel: types.ApplicationLogLevel(l.Application),
		SystemLogLevel: types.SystemLogLevel(l.System), LogGroup: text(l.Group),
	}
}

// configuration reads what GetFunction says of a function. An environment that can't be decrypted comes out empty.
func configuration(c *types.FunctionConfiguration) harden.Function {
	f := harden.Function{
		Name: awssdk.ToString(c.FunctionName), Description: awssdk.ToString(c.Description),
		Runtime: string(c.Runtime), Handler: awssdk.ToString(c.Handler),
		Memory: intOf(c.MemorySize), Timeout: intOf(c.Timeout),
		Code: harden.Code{SHA256: awssdk.ToString(c.CodeSha256)},
		Key:  harden.Key{ARN: awssdk.ToString(c.KMSKeyArn)},
		Role: harden.Role{Name: roleName(awssdk.ToString(c.Role))},
	}
	if len(c.Architectures) > 0 {
		f.Architecture = string(c.Architectures[0])
	}
	if c.EphemeralStorage != nil {
		f.EphemeralStorage = intOf(c.EphemeralStorage.Size)
	}
	if c.Environment != nil && len(c.Environment.Variables) > 0 {
		f.Environment = c.Environment.Variables
	}
	if c.DeadLetterConfig != nil {
		f.DeadLetter.ARN = awssdk.ToString(c.DeadLetterConfig.TargetArn)
	}
	if c.TracingConfig != nil {
		f.Tracing = string(c.TracingConfig.Mode)
	}
	for _, layer := range c.Layers {
		f.Layers = append(f.Layers, awssdk.ToString(layer.Arn))
	}
	readPlacement(&f, c)
	return f
}

func readPlacement(f *harden.Function, c *types.FunctionConfiguration) {
	if v := c.VpcConfig; v != nil && len(v.SubnetIds) > 0 {
		f.Network = &harden.Network{
			SubnetIDs: slices.Sorted(slices.Values(v.SubnetIds)), SecurityGroupIDs: slices.Sorted(slices.Values(v.SecurityGroupIds)),
		}
	}
	if len(c.FileSystemConfigs) > 0 {
		fs := c.FileSystemConfigs[0]
		f.FileSystem = &spec.FileSystem{AccessPoint: awssdk.ToString(fs.Arn), Path: awssdk.ToString(fs.LocalMountPath)}
	}
	if l := c.LoggingConfig; l != nil {
		f.Logging = harden.Logging{
			Format: string(l.LogFormat), Application: string(l.ApplicationLogLevel), System: string(l.SystemLogLevel),
			Group: awssdk.ToString(l.LogGroup),
		}
	}
	if c.PackageType == types.PackageTypeImage {
		f.Code.SHA256 = "" // the image's own digest says what runs
	}
}

// roleName gives the name in a role's ARN, without its path.
func roleName(arn string) string {
	for i := len(arn) - 1; i >= 0; i-- {
		if arn[i] == '/' {
			return arn[i+1:]
		}
	}
	return arn
}
