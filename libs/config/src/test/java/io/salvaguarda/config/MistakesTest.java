package io.salvaguarda.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every mistake is told with its place and its remedy, all of them at once. */
class MistakesTest {
  @TempDir Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void prepare() {
    folder = new ConfigFolder(temp);
  }

  /** {@code ;} stands for a line break in what is replaced and in its replacement. */
  @ParameterizedTest(name = "{1}")
  @CsvFileSource(
      resources = "/mistakes.tsv",
      delimiter = '\t',
      quoteCharacter = '`',
      numLinesToSkip = 1)
  void oneMistakeIsToldOnceAndExactly(String right, String wrong, String expected) {
    String before = right.replace(';', '\n');
    assertThat(ConfigFolder.complete()).contains(before);
    String yaml =
        ConfigFolder.complete().replace(before, wrong == null ? "" : wrong.replace(';', '\n'));

    List<String> mistakes = folder.mistakes(yaml);

    assertThat(mistakes).containsExactly(expected);
    assertThat(mistakes.getFirst()).doesNotContain(ConfigFolder.SECRETS).doesNotContain("hunter2");
  }

  @Test
  void aTokenInThePlaceOfItsHashIsNotShown() {
    String yaml = ConfigFolder.complete().replaceFirst("sha256: \"9F.*\"", "token: hunter2");

    assertThat(folder.mistakes(yaml))
        .containsExactly(
            "salvaguarda.yaml:67:7 security.tokens[0]: \"sha256\" is missing."
                + " Add: sha256: \"<hex>\"",
            "salvaguarda.yaml:69:7 security.tokens[0].token: is not a known key."
                + " Known keys: name, role, sha256.");
  }

  @Test
  void allMistakesAreToldAtOnceInTheFilesOrder() {
    String yaml =
        ConfigFolder.complete()
            .replace("version: 1", "version: 2")
            .replace("port: 5433", "port: x")
            .replace("30 1 * * *", "0 25 * * *")
            .replace("${S3_ACCESS_KEY}", "${NOT_SET}")
            .replace("defaultTeam: ops", "defaultTeam: nobody");

    assertThat(folder.mistakes(yaml))
        .extracting(mistake -> mistake.replaceFirst(":.*", "") + mistake.split(":")[1])
        .containsExactly(
            "salvaguarda.yaml1",
            "salvaguarda.yaml9",
            "salvaguarda.yaml21",
            "salvaguarda.yaml39",
            "salvaguarda.yaml64");
  }

  @Test
  void aFileThatIsNotThereIsAMistake() {
    assertThat(ConfigLoader.load(Path.of("/nowhere/salvaguarda.yaml"), folder.environment))
        .isEqualTo(
            new LoadResult.Broken(
                List.of(
                    new Mistake(
                        "/nowhere/salvaguarda.yaml",
                        1,
                        1,
                        "",
                        "there is no such file",
                        "Name a readable file of UTF-8 text."))));
  }

  @Test
  void anEmptyFileIsAMistake() {
    assertThat(folder.mistakes("# nothing\n"))
        .containsExactly("salvaguarda.yaml:1:1 the file is empty. Start it with: version: 1");
  }

  @Test
  void aListInsteadOfAFileIsOneMistake() {
    assertThat(folder.mistakes("- one\n"))
        .containsExactly(
            "salvaguarda.yaml:1:1 is not a mapping. "
                + "Write it as lines of \"key: value\", indented alike.");
  }

  @Test
  void whatIsNotYamlIsToldWithItsPlace() {
    assertThat(folder.mistakes("version: 1\nsources:\n  a: b: c\n"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("salvaguarda.yaml:3:7 not YAML: mapping values are not allowed here.");
  }

  @Test
  void anUnquotedPasswordThatYamlStumblesOverIsNotShown() {
    for (String password :
        List.of(
            "*hunter2",
            "!h!hunter2 x",
            "&a &hunter2",
            "@hunter2",
            "%hunter2",
            "`hunter2",
            "\"hunter2",
            "[hunter2",
            "{hunter2: [")) {
      List<String> mistakes =
          folder.mistakes(ConfigFolder.complete().replace("\"a literal passphrase\"", password));

      assertThat(mistakes).as(password).isNotEmpty();
      assertThat(String.join("\n", mistakes)).as(password).doesNotContain("hunter2");
    }
  }

  @Test
  void anUnreadableSecretFileIsAMistake() throws Exception {
    Files.createDirectory(temp.resolve("a-folder"));

    assertThat(folder.mistakes(ConfigFolder.complete().replace("file:s3-secret", "file:a-folder")))
        .containsExactly(
            "salvaguarda.yaml:10:16 repositories.main.secretKey: the value is in the file a-folder,"
                + " which cannot be read. Put the secret into that file and let the service's user"
                + " read it.");
  }

  @Test
  void aKeyFileThatOthersReadOrThatIsNoneIsAMistake() throws Exception {
    Path file = folder.write("repository.key", "0123456789abcdef0123456789abcdef");
    assertThat(keyFileMistake("rw-r--r--"))
        .isEqualTo(
            "\"repository.key\" is open to others (rw-r--r--). Run: chmod 600 on it; mounted by"
                + " Kubernetes, give the secret defaultMode: 0440.");
    assertThat(keyFileMistake("rw--w----")).contains("open to others");

    Files.writeString(file, "0123456789abcdef");
    assertThat(keyFileMistake("rw-------"))
        .isEqualTo(
            "\"repository.key\" holds 16 bytes, of which a key file has at least 32 random ones."
                + " Make one with: salva repo key generate --to FILE");
    Files.writeString(file, "-----BEGIN PUBLIC KEY-----\nMCowBQ==\n-----END PUBLIC KEY-----\n");
    assertThat(keyFileMistake("rw-------"))
        .isEqualTo(
            "\"repository.key\" holds a public key, which opens nothing. Name the file with its"
                + " private half.");
    Files.delete(file);
    assertThat(folder.mistakes(ConfigFolder.withKeyFile()))
        .singleElement()
        .asString()
        .contains(":16:14 repositories.disk.keyFile: \"repository.key\" does not exist.");
  }

  private String keyFileMistake(String mode) throws Exception {
    Files.setPosixFilePermissions(
        temp.resolve("repository.key"), PosixFilePermissions.fromString(mode));
    return folder.mistakes(ConfigFolder.withKeyFile()).stream()
        .reduce((one, other) -> "more than one")
        .orElse("none")
        .replace("salvaguarda.yaml:16:14 repositories.disk.keyFile: ", "");
  }

  @Test
  void aKeyFileNeedsNoFileBeforeItsName() {
    assertThat(
            folder.mistakes(
                ConfigFolder.withKeyFile().replace("repository.key", "\"file:/run/key\"")))
        .containsExactly(
            "salvaguarda.yaml:16:14 repositories.disk.keyFile: \"file:/run/key\" begins with file:,"
                + " which only secrets do. Write the file's name alone.");
  }

  @Test
  void aRepositoryHasOneKeyInTheConfiguration() {
    String both =
        ConfigFolder.complete()
            .replace("passphrase: \"a literal", "keyFile: k\n    passphrase: \"a literal");
    String none = ConfigFolder.complete().replace("    passphrase: \"a literal passphrase\"\n", "");
    String misspelt =
        ConfigFolder.complete()
            .replace("passphrase: \"a literal passphrase\"", "keyfile: repository.key");

    assertThat(folder.mistakes(both))
        .containsExactly(
            "salvaguarda.yaml:12:5 repositories.main.keyFile: stands beside passphrase. Keep one of"
                + " the two.");
    assertThat(folder.mistakes(none))
        .containsExactly(
            "salvaguarda.yaml:4:5 repositories.main: \"passphrase\" is missing. Add: passphrase:"
                + " \"file:/run/secrets/name\", or keyFile: /etc/salvaguarda/repository.key");
    assertThat(folder.mistakes(misspelt))
        .containsExactly(
            "salvaguarda.yaml:12:5 repositories.main.keyfile: is not a known key. Did you mean"
                + " \"keyFile\"?");
  }

  @Test
  void anEmptySecretFileIsAMistake() {
    folder.write("s3-secret", "\n\n");

    assertThat(folder.mistakes(ConfigFolder.complete()))
        .containsExactly(
            "salvaguarda.yaml:10:16 repositories.main.secretKey: the value is in the file"
                + " s3-secret, which is empty. Put the secret into that file and let the service's"
                + " user read it.");
  }

  @Test
  void aVariableThatIsSetToNothingIsAMistake() {
    folder.environment.put("S3_ACCESS_KEY", "");

    assertThat(folder.mistakes(ConfigFolder.complete()))
        .containsExactly(
            "salvaguarda.yaml:9:16 repositories.main.accessKey: the value needs the environment"
                + " variable S3_ACCESS_KEY, which is empty. Set S3_ACCESS_KEY where the program is"
                + " started.");
  }

  @Test
  void aFileThatHoldsNoCertificateIsAMistake() {
    folder.write("ca.pem", "not a certificate");

    assertThat(folder.mistakes(ConfigFolder.complete()))
        .hasSize(2)
        .allMatch(mistake -> mistake.contains("\"ca.pem\" is not a file of X.509 certificates."));
  }

  @Test
  void aValueFromTheEnvironmentIsNotShown() {
    folder.environment.put("PORT", "hunter2");

    assertThat(folder.mistakes(ConfigFolder.complete().replace("port: 5433", "port: \"${PORT}\"")))
        .containsExactly(
            "salvaguarda.yaml:21:11 sources.testdb.port: \"${PORT}\" is not a whole number."
                + " Write a whole number from 1 to 65535.");
  }

  @Test
  void aMistakeIsRenderedSoThatEditorsCanJumpToIt() {
    Mistake mistake =
        new Mistake("salvaguarda.yaml", 12, 5, "plans.daily.logical", "\"x\" is wrong", "Try y.");

    assertThat(mistake.render())
        .isEqualTo("salvaguarda.yaml:12:5 plans.daily.logical: \"x\" is wrong. Try y.");
  }
}
