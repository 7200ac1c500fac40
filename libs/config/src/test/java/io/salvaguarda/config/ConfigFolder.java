package io.salvaguarda.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A folder with a complete configuration, its secret files and its environment. */
final class ConfigFolder {
  /** Every secret of the complete configuration: no answer may hold one. */
  static final List<String> SECRETS =
      List.of(
          "a literal passphrase",
          "s3-key-from-environment",
          "s3-secret-from-file",
          "passphrase-from-file",
          "password-from-environment",
          "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE",
          "hook-token",
          "9F86D081");

  final Map<String, String> environment = new HashMap<>();
  private final Path folder;
  private final Path file;

  ConfigFolder(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("salvaguarda.yaml");
    environment.put("S3_ACCESS_KEY", "s3-key-from-environment");
    environment.put("PG_PASSWORD", "password-from-environment");
    environment.put("SECRETS", folder.resolve("secrets").toString());
    write("s3-secret", "s3-secret-from-file\n");
    write("secrets/passphrase", "passphrase-from-file\r\n");
    write("ca.pem", resource("ca.pem"));
  }

  static String complete() {
    return resource("salvaguarda.yaml");
  }

  /** The complete one, whose repository "disk" has a key file. */
  static String withKeyFile() {
    return complete()
        .replace("passphrase: \"file:${SECRETS}/passphrase\"", "keyFile: repository.key");
  }

  Path path() {
    return folder;
  }

  Path write(String name, String content) {
    try {
      Path written = folder.resolve(name);
      Files.createDirectories(written.getParent());
      return Files.writeString(written, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LoadResult load(String yaml) {
    write("salvaguarda.yaml", yaml);
    return ConfigLoader.load(file, environment);
  }

  SuiteConfig loaded(String yaml) {
    return switch (load(yaml)) {
      case LoadResult.Loaded loaded -> loaded.config();
      case LoadResult.Broken broken -> throw new AssertionError(broken.mistakes());
    };
  }

  /** Rendered, without the folder. */
  List<String> mistakes(String yaml) {
    return switch (load(yaml)) {
      case LoadResult.Loaded loaded -> List.of();
      case LoadResult.Broken broken ->
          broken.mistakes().stream().map(m -> m.render().replace(folder + "/", "")).toList();
    };
  }

  private static String resource(String name) {
    try (InputStream in = ConfigFolder.class.getResourceAsStream("/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
