// Checks Parix receipts with Go's own implementation of signed notes and transparency logs
// (golang.org/x/mod/sumdb/note and tlog), written from docs/receipts.md and the C2SP texts alone.
//
//	main FILE            FILE as make-receipts.ts writes it: every receipt and proof must be accepted, and every one of
//	                     them refused after a change of one byte (mutations per file: -mutations)
//	main -publication D  D as a publication's zip unpacks: its checkpoint, entry and proof of inclusion must be accepted,
//	                     and refused after a change of one byte anywhere in them
//	main -vectors        writes notes and proofs made by Go, for the tests of the TypeScript code
package main

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var strict = base64.StdEncoding.Strict()

var lines = map[string][]*regexp.Regexp{
	"save":       form(`item [\p{L}\p{N}][\p{L}\p{N}._-]{0,99}`, `[a-z0-9]+(-[a-z0-9]+)*`),
	"upload":     form(`file [0-9a-f]{64}`, `-`),
	"submission": form(`sequence [1-9][0-9]{0,8}`, `[a-z0-9]+(-[a-z0-9]+)*`),
}

func form(subject, round string) []*regexp.Regexp {
	texts := []string{
		`[^\s+]+`, `parix\.receipt/1`, `kind (save|upload|submission)`, `unit [\p{L}\p{N}][\p{L}\p{N}._-]{0,99}`,
		`round ` + round, subject, `version [1-9][0-9]{0,8}`, `sha256 [0-9a-f]{64}`,
		`received [0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z`,
	}
	var compiled []*regexp.Regexp
	for _, text := range texts {
		compiled = append(compiled, regexp.MustCompile(`^`+text+`$`))
	}
	return compiled
}

// canonical reports whether every signature line has the one Base64 spelling of its bytes: note.Open takes others too.
func canonical(signed string) bool {
	at := strings.LastIndex(signed, "\n\n")
	if at < 0 {
		return false
	}
	for _, line := range strings.Split(strings.TrimSuffix(signed[at+2:], "\n"), "\n") {
		if _, err := strict.DecodeString(line[strings.LastIndex(line, " ")+1:]); err != nil {
			return false
		}
	}
	return true
}

func open(signed string, verifier note.Verifier) (string, error) {
	opened, err := note.Open([]byte(signed), note.VerifierList(verifier))
	if err != nil {
		return "", err
	}
	if !canonical(signed) {
		return "", errors.New("Base64 in another spelling")
	}
	return opened.Text, nil
}

func checkReceipt(signed string, verifier note.Verifier) (string, error) {
	text, err := open(signed, verifier)
	if err != nil {
		return "", err
	}
	parts := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(parts) != 9 {
		return "", fmt.Errorf("%d lines", len(parts))
	}
	for i, pattern := range lines[strings.TrimPrefix(parts[2], "kind ")] {
		if !pattern.MatchString(parts[i]) {
			return "", fmt.Errorf("line %d: %q", i+1, parts[i])
		}
	}
	if parts[0] != verifier.Name() || lines[strings.TrimPrefix(parts[2], "kind ")] == nil {
		return "", errors.New("not a receipt of this installation")
	}
	received := strings.TrimPrefix(parts[8], "received ")
	if at, err := time.Parse("2006-01-02T15:04:05.000Z", received); err != nil || at.Format("2006-01-02T15:04:05.000Z") != received {
		return "", errors.New("no time")
	}
	return text, nil
}

func entryOf(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	return []byte(`{"kind":"receipt","sha256":"` + hex.EncodeToString(sum[:]) + `"}`)
}

// checkProof checks a .tlog-proof that carries its receipt, as c2sp.org/tlog-proof@v1 says.
func checkProof(file string, verifier note.Verifier) error {
	head, checkpoint, found := strings.Cut(file, "\n\n")
	rows := strings.Split(head, "\n")
	if !found || len(rows) < 3 || rows[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(rows[1], "extra ") {
		return errors.New("not a proof")
	}
	extra, err := strict.DecodeString(rows[1][len("extra "):])
	if err != nil {
		return err
	}
	text, err := checkReceipt(string(extra), verifier)
	if err != nil {
		return err
	}
	index, err := decimal(strings.TrimPrefix(rows[2], "index "))
	if err != nil || !strings.HasPrefix(rows[2], "index ") {
		return errors.New("no index")
	}
	var proof tlog.RecordProof
	for _, row := range rows[3:] {
		hash, err := parseHash(row)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	signed, err := open(checkpoint, verifier)
	if err != nil {
		return err
	}
	tree := strings.Split(signed, "\n")
	if len(tree) < 4 || tree[0] != verifier.Name() {
		return errors.New("not a checkpoint of this log")
	}
	size, err := decimal(tree[1])
	if err != nil {
		return err
	}
	root, err := parseHash(tree[2])
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, size, root, index, tlog.RecordHash(entryOf(text)))
}

func decimal(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || strconv.FormatInt(n, 10) != text || n < 0 {
		return 0, errors.New("not a number in its one spelling")
	}
	return n, nil
}

func parseHash(text string) (hash tlog.Hash, err error) {
	bytes, err := strict.DecodeString(text)
	if err == nil && len(bytes) != tlog.HashSize {
		err = errors.New("not a hash")
	}
	copy(hash[:], bytes)
	return hash, err
}

type row struct{ Vkey, Note, Proof string }

type tally struct{ accepted, refused, changed, missed int }

func (t tally) String() string {
	return fmt.Sprintf("%d accepted, %d refused; changed: %d refused, %d accepted", t.accepted, t.refused, t.changed-t.missed, t.missed)
}

// try counts the file itself and copies of it with one byte replaced, removed or added.
func (t *tally) try(file string, mutations int, random *rand.Rand, check func(string) error) {
	if err := check(file); err != nil {
		t.refused++
		fmt.Printf("refused: %v\n%s\n", err, file)
		return
	}
	t.accepted++
	for i := 0; i < mutations; i++ {
		changed := mutate(file, random)
		if changed == file {
			continue
		}
		t.changed++
		if check(changed) == nil {
			t.missed++
			fmt.Printf("accepted after a change:\n%s\n", changed)
		}
	}
}

func mutate(file string, random *rand.Rand) string {
	at := random.Intn(len(file))
	letters := []byte("0123456789abcdefABCDEF+/= -\nxyz")
	switch random.Intn(4) {
	case 0:
		return file[:at] + string(letters[random.Intn(len(letters))]) + file[at+1:]
	case 1:
		return file[:at] + string([]byte{file[at] ^ 1<<uint(random.Intn(8))}) + file[at+1:]
	case 2:
		return file[:at] + file[at+1:]
	default:
		return file[:at] + string(letters[random.Intn(len(letters))]) + file[at:]
	}
}

func run(path string, mutations int) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	scanner := bufio.NewScanner(file)
	scanner.Buffer(nil, 1<<20)
	random := rand.New(rand.NewSource(20261231))
	var verifier note.Verifier
	var receipts, proofs tally
	for scanner.Scan() {
		var next row
		if err := json.Unmarshal(scanner.Bytes(), &next); err != nil {
			return err
		}
		if next.Vkey != "" {
			if verifier, err = note.NewVerifier(next.Vkey); err != nil {
				return err
			}
			continue
		}
		receipts.try(next.Note, mutations, random, func(text string) error { _, err := checkReceipt(text, verifier); return err })
		if next.Proof == "" {
			continue
		}
		proofs.try(next.Proof, mutations, random, func(text string) error { return checkProof(text, verifier) })
	}
	fmt.Printf("receipts: %v\nproofs:   %v\n", receipts, proofs)
	if receipts.refused+receipts.missed+proofs.refused+proofs.missed > 0 || receipts.accepted == 0 || scanner.Err() != nil {
		return errors.New("not as it must be")
	}
	return nil
}

type vector struct {
	Note  string `json:"note"`
	Entry string `json:"entry"`
	Proof string `json:"proof"`
}

// vectors makes receipts, a log of them and proofs with Go's code only.
func vectors() error {
	const name = "go.example/log"
	seed := sha256.Sum256([]byte("parix test vectors"))
	private := ed25519.NewKeyFromSeed(seed[:])
	vkey, err := note.NewEd25519VerifierKey(name, private.Public().(ed25519.PublicKey))
	if err != nil {
		return err
	}
	hash := strings.Split(vkey, "+")[1]
	keyData := base64.StdEncoding.EncodeToString(append([]byte{1}, seed[:]...))
	signer, err := note.NewSigner("PRIVATE+KEY+" + name + "+" + hash + "+" + keyData)
	if err != nil {
		return err
	}
	sign := func(text string) (string, error) {
		signed, err := note.Sign(&note.Note{Text: text}, signer)
		return string(signed), err
	}
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) (hashes []tlog.Hash, err error) {
		for _, index := range indexes {
			hashes = append(hashes, stored[index])
		}
		return hashes, nil
	})
	const size = 11
	made := make([]vector, size)
	for i := range made {
		text := receiptText(name, i)
		if made[i].Note, err = sign(text); err != nil {
			return err
		}
		made[i].Entry = string(entryOf(text))
		hashes, err := tlog.StoredHashes(int64(i), entryOf(text), reader)
		if err != nil {
			return err
		}
		stored = append(stored, hashes...)
	}
	root, err := tlog.TreeHash(size, reader)
	if err != nil {
		return err
	}
	checkpoint, err := sign(fmt.Sprintf("%s\n%d\n%v\n", name, size, root))
	if err != nil {
		return err
	}
	for i := range made {
		proof, err := tlog.ProveRecord(size, int64(i), reader)
		if err != nil {
			return err
		}
		var file bytes.Buffer
		fmt.Fprintf(&file, "c2sp.org/tlog-proof@v1\nextra %s\nindex %d\n", base64.StdEncoding.EncodeToString([]byte(made[i].Note)), i)
		for _, each := range proof {
			fmt.Fprintln(&file, each)
		}
		fmt.Fprintf(&file, "\n%s", checkpoint)
		made[i].Proof = file.String()
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(map[string]interface{}{
		"madeWith":   "golang.org/x/mod/sumdb/note and tlog",
		"seed":       hex.EncodeToString(seed[:]),
		"vkey":       vkey,
		"checkpoint": checkpoint,
		"receipts":   made,
	})
}

func receiptText(origin string, i int) string {
	sum := sha256.Sum256([]byte(strconv.Itoa(i)))
	subjects := []string{"save\nunit so-nội-vụ\nround nam-2026\nitem 3.2.1", "upload\nunit so-noi-vu\nround -\nfile " + hex.EncodeToString(sum[:]), "submission\nunit so-noi-vu\nround nam-2026\nsequence 3"}
	return fmt.Sprintf("%s\nparix.receipt/1\nkind %s\nversion %d\nsha256 %s\nreceived 2026-12-31T16:59:58.%03dZ\n", origin, subjects[i%3], i+1, hex.EncodeToString(sum[:]), i)
}

// publication checks the log/ files of a publication, written from docs/verification.md and the C2SP texts alone.
func publication(folder string) error {
	names := []string{"verifier-key.txt", "checkpoint", "entry.json", "publication.tlog-proof"}
	files := map[string][]byte{}
	for _, name := range names {
		bytes, err := os.ReadFile(folder + "/log/" + name)
		if err != nil {
			return err
		}
		files[name] = bytes
	}
	manifest, err := os.ReadFile(folder + "/manifest.json")
	if err != nil {
		return err
	}
	if err := checkPublication(manifest, files); err != nil {
		return err
	}
	refused := 0
	for _, name := range names {
		for at := range files[name] {
			changed := append([]byte{}, files[name]...)
			changed[at] ^= 1
			copied := map[string][]byte{}
			for each, bytes := range files {
				copied[each] = bytes
			}
			copied[name] = changed
			if checkPublication(manifest, copied) == nil {
				return fmt.Errorf("byte %d of %s was changed and nobody noticed", at, name)
			}
			refused++
		}
	}
	fmt.Printf("accepted the checkpoint, the entry and its inclusion; refused %d copies with one byte changed\n", refused)
	return nil
}

func checkPublication(manifest []byte, files map[string][]byte) error {
	key := strings.TrimSuffix(string(files["verifier-key.txt"]), "\n")
	if string(files["verifier-key.txt"]) != key+"\n" {
		return errors.New("the key file is one line")
	}
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(manifest)
	var entry struct{ Manifest string }
	if err := json.Unmarshal(files["entry.json"], &entry); err != nil {
		return err
	}
	if entry.Manifest != hex.EncodeToString(sum[:]) {
		return errors.New("the entry is of another manifest")
	}
	head, checkpoint, found := strings.Cut(string(files["publication.tlog-proof"]), "\n\n")
	rows := strings.Split(head, "\n")
	if !found || len(rows) < 2 || rows[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(rows[1], "index ") {
		return errors.New("not a proof")
	}
	if checkpoint != string(files["checkpoint"]) {
		return errors.New("the proof is under another checkpoint")
	}
	index, err := decimal(strings.TrimPrefix(rows[1], "index "))
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, row := range rows[2:] {
		hash, err := parseHash(row)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	signed, err := open(checkpoint, verifier)
	if err != nil {
		return err
	}
	tree := strings.Split(signed, "\n")
	if len(tree) < 4 || tree[0] != verifier.Name() {
		return errors.New("not a checkpoint of this log")
	}
	size, err := decimal(tree[1])
	if err != nil {
		return err
	}
	root, err := parseHash(tree[2])
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, size, root, index, tlog.RecordHash(files["entry.json"]))
}

func main() {
	mutations := flag.Int("mutations", 3, "changed copies of each file")
	make := flag.Bool("vectors", false, "write test vectors")
	folder := flag.String("publication", "", "folder of a publication")
	flag.Parse()
	var err error
	if *make {
		err = vectors()
	} else if *folder != "" {
		err = publication(*folder)
	} else {
		err = run(flag.Arg(0), *mutations)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
