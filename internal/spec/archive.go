package spec

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// MaximumArchive is the largest zip that Lambda takes in a request, in bytes; larger ones go through S3.
// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const MaximumArchive = 50 << 20

// Archive is a zip as it is uploaded.
type Archive struct {
	Zip    []byte
	SHA256 string // in base64, as Lambda gives it
}

// Archive reads the zip at Path, or packs Directory so that the same files give the same bytes.
func (s Source) Archive() (Archive, error) {
	var data []byte
	var err error
	switch {
	case s.Path != "":
		data, err = readArchive(s.Path)
	case s.Directory != "":
		data, err = pack(s.Directory)
	default:
		return Archive{}, errors.New("the code is not a local zip or directory")
	}
	if err != nil {
		return Archive{}, err
	}
	if len(data) > MaximumArchive {
		return Archive{}, fmt.Errorf("the zip has %d MB, but Lambda takes at most 50 MB in a request; "+
			"put it into a versioned bucket and give source.object", len(data)>>20)
	}
	sum := sha256.Sum256(data)
	return Archive{data, base64.StdEncoding.EncodeToString(sum[:])}, nil
}

func readArchive(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read code: %w", err)
	}
	if _, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err != nil {
		return nil, fmt.Errorf("read code: %s is no zip: %w", path, err)
	}
	return data, nil
}

// pack writes a zip of a directory's files. Names are in order, times are fixed, and of the mode only the executable bit
// is kept, so that two machines give the same bytes.
func pack(dir string) ([]byte, error) {
	root, err := os.OpenRoot(dir) // no symbolic link leads out of it
	if err != nil {
		return nil, fmt.Errorf("pack code: %w", err)
	}
	defer func() { _ = root.Close() }()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	files := 0
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		return packFile(w, root, name)
	})
	switch {
	case err != nil:
		return nil, fmt.Errorf("pack code: %w", err)
	case files == 0:
		return nil, fmt.Errorf("pack code: %s has no files", dir)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("pack code: %w", err)
	}
	return out.Bytes(), nil
}

func packFile(w *zip.Writer, root *os.Root, name string) error {
	f, err := root.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a regular file", name)
	}
	header := &zip.FileHeader{
		Name: filepath.ToSlash(name), Method: zip.Deflate,
		Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC), // the first that a zip can hold
	}
	// Lambda runs the code as a user who is none of the zip's: others must be able to read, and to run, it.
	mode := fs.FileMode(0o644)
	if info.Mode()&0o111 != 0 {
		mode = 0o755
	}
	header.SetMode(mode)
	dst, err := w.CreateHeader(header)
	if err != nil {
		return err
	}
	_, err = io.Copy(dst, f)
	return err
}
