// Checks proofs of opplussen with the implementations of others: the Go checksum database (notes, inclusion,
// consistency), transparency-dev/merkle (the same) and transparency-dev/formats (cosignatures, tlog-proof files).
// Reads questions from standard input, a JSON object each; answers each with OK, or with what is wrong.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	notes "github.com/transparency-dev/formats/note"
	proofs "github.com/transparency-dev/formats/proof"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type question struct {
	Key         string
	Witness     string
	Proof       []byte
	Leaf        []byte
	Old         int64
	OldRoot     []byte
	Consistency [][]byte
}

func check(asked question) error {
	verifier, err := note.NewVerifier(asked.Key)
	if err != nil {
		return err
	}
	witness, err := notes.NewVerifier(asked.Witness)
	if err != nil {
		return err
	}
	var given proofs.TLogProof
	if err := given.Unmarshal(asked.Proof); err != nil {
		return err
	}
	opened, err := note.Open(given.Checkpoint, note.VerifierList(verifier, witness))
	if err != nil {
		return err
	}
	if len(opened.Sigs) != 2 || len(opened.UnverifiedSigs) != 0 {
		return fmt.Errorf("%d of 2 signatures", len(opened.Sigs))
	}
	var path [][]byte
	for _, one := range given.Hashes {
		path = append(path, one[:])
	}
	index := int64(given.Index)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil {
		return err
	}
	leaf := tlog.RecordHash(asked.Leaf)
	if !bytes.Equal(leaf[:], rfc6962.DefaultHasher.HashLeaf(asked.Leaf)) {
		return fmt.Errorf("the two do not agree on a leaf")
	}
	err = tlog.CheckRecord(hashes(path), size, hash(root), index, leaf)
	if err != nil {
		return err
	}
	err = proof.VerifyInclusion(rfc6962.DefaultHasher, given.Index, uint64(size), leaf[:], path, root)
	if err != nil {
		return err
	}
	err = tlog.CheckTree(hashes(asked.Consistency), size, hash(root), asked.Old, hash(asked.OldRoot))
	if err != nil {
		return err
	}
	return proof.VerifyConsistency(
		rfc6962.DefaultHasher, uint64(asked.Old), uint64(size), asked.Consistency, asked.OldRoot, root)
}

func hash(data []byte) (found tlog.Hash) {
	copy(found[:], data)
	return found
}

func hashes(all [][]byte) (found []tlog.Hash) {
	for _, one := range all {
		found = append(found, hash(one))
	}
	return found
}

func main() {
	input := json.NewDecoder(os.Stdin)
	for input.More() {
		var asked question
		if err := input.Decode(&asked); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		if err := check(asked); err != nil {
			fmt.Println("WRONG", err)
		} else {
			fmt.Println("OK")
		}
	}
}
