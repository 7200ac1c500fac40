package io.salvaguarda.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code repositories}. */
final class RepositoryReader {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final URI NOWHERE = URI.create("https://invalid");
  private static final Path NO_FILE = Path.of("");
  private static final String SECRET_EXAMPLE = "\"file:/run/secrets/name\"";

  private static final String KEY_FILE_EXAMPLE = "/etc/salvaguarda/repository.key";
  private static final RepositoryKey NO_KEY = new RepositoryKey.Passphrase(Secret.of(""));

  private enum Type {
    S3,
    DIRECTORY,
    UNKNOWN
  }

  private final CopiesReader copies;

  RepositoryReader(Sections sections) {
    this.copies = new CopiesReader(sections);
  }

  RepositoryConfig read(String name, YamlValue value) {
    Type type =
        value
            .entries()
            .require("type", "s3")
            .map(
                written ->
                    written.oneOf(
                        Type.UNKNOWN,
                        "type of repository",
                        Map.of("s3", Type.S3, "directory", Type.DIRECTORY)))
            .orElse(Type.UNKNOWN);
    return switch (type) {
      case S3 -> s3(name, value);
      case DIRECTORY -> directory(name, directoryKeys(value));
      case UNKNOWN -> new DirectoryRepositoryConfig(name, NO_FILE, NO_KEY);
    };
  }

  private S3RepositoryConfig s3(String name, YamlValue value) {
    YamlMap map =
        value.map(
            "type",
            "endpoint",
            "region",
            "bucket",
            "prefix",
            "accessKey",
            "secretKey",
            "caCertificate",
            "passphrase",
            "keyFile",
            "copies",
            "keyProof",
            "objectLock",
            "quota");
    // hidden: it may hold a user and a password, which is one of the mistakes
    URI endpoint =
        map.require("endpoint", "\"https://s3.example.org\"")
            .map(url -> url.hidden(NOWHERE, Urls::endpoint))
            .orElse(NOWHERE);
    return new S3RepositoryConfig(
        name,
        endpoint,
        map.get("region").map(YamlValue::text).orElse("us-east-1"),
        map.require("bucket", "backups")
            .map(bucket -> bucket.parsed("", RepositoryReader::bucket))
            .orElse(""),
        map.get("prefix").map(prefix -> prefix.textOr("", RepositoryReader::prefix)).orElse(""),
        secret(map, "accessKey"),
        secret(map, "secretKey"),
        map.get("caCertificate").map(file -> caCertificate(file, endpoint)),
        key(map),
        copies(name, map),
        keyProofs(map),
        map.get("objectLock").map(ObjectLockReader::read),
        map.get("quota").map(size -> size.parsed(0L, Sizes::parse)));
  }

  private static YamlMap directoryKeys(YamlValue value) {
    Optional<YamlValue> objectLock = value.entries().get("objectLock");
    objectLock.ifPresent(ObjectLockReader::refuse);
    return objectLock.isPresent()
        ? value.map("type", "path", "passphrase", "keyFile", "copies", "keyProof", "objectLock")
        : value.map("type", "path", "passphrase", "keyFile", "copies", "keyProof");
  }

  private DirectoryRepositoryConfig directory(String name, YamlMap map) {
    Path path =
        map.require("path", "/var/backups/salvaguarda").map(YamlValue::file).orElse(NO_FILE);
    return new DirectoryRepositoryConfig(name, path, key(map), copies(name, map), keyProofs(map));
  }

  private Copies copies(String name, YamlMap map) {
    return map.get("copies").map(value -> copies.read(name, value)).orElse(Copies.NONE);
  }

  private static KeyProofs keyProofs(YamlMap map) {
    return map.get("keyProof").map(KeyProofReader::read).orElse(KeyProofs.DEFAULT);
  }

  private static RepositoryKey key(YamlMap map) {
    Optional<YamlValue> keyFile = map.get("keyFile");
    if (map.requireOne("passphrase", SECRET_EXAMPLE, "keyFile", KEY_FILE_EXAMPLE)
        && keyFile.isPresent()) {
      return keyFile.get().keyFile();
    }
    return new RepositoryKey.Passphrase(
        map.get("passphrase").map(YamlValue::secret).orElse(Secret.of("")));
  }

  private static Secret secret(YamlMap map, String key) {
    return map.require(key, SECRET_EXAMPLE).map(YamlValue::secret).orElse(Secret.of(""));
  }

  private static Path caCertificate(YamlValue value, URI endpoint) {
    Path file = value.certificates();
    if ("http".equalsIgnoreCase(endpoint.getScheme())) {
      value.mistake(
          "is of no use with an http endpoint", "Make the endpoint https, or leave this out.");
    }
    return file;
  }

  private static String bucket(String text) throws Refused {
    if (!BUCKET.matcher(text).matches()) {
      throw new Refused(
          "is not a bucket's name", "Use 3 to 63 of a-z, 0-9, - and dots, as S3 does.");
    }
    return text;
  }

  private static String prefix(String text) throws Refused {
    if (text.startsWith("/") || text.contains("//") || text.contains("..")) {
      throw new Refused("is not a prefix of object names", "Try \"salvaguarda/\".");
    }
    return text.isEmpty() || text.endsWith("/") ? text : text + "/";
  }
}
