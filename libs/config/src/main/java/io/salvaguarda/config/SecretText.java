package io.salvaguarda.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Gets a secret from where the file says: the text itself, the environment or another file. */
final class SecretText {
  /** What else a secret must be; its message must not show it. */
  interface Check {
    void check(String secret) throws Refused;
  }

  private static final String FILE = "file:";
  private static final long LARGEST_BYTES = 64 * 1024;

  private SecretText() {}

  /**
   * @param written as in the configuration; only there does {@code file:} have a meaning
   */
  static Secret read(String written, Surroundings surroundings, Check check) throws Refused {
    String expanded = surroundings.placeholders().expand(written);
    String secret =
        written.startsWith(FILE)
            ? content(expanded.substring(FILE.length()), surroundings.folder())
            : expanded;
    check.check(secret);
    return Secret.of(secret);
  }

  /**
   * @param name as it was given, for messages
   * @param folder where relative names begin
   */
  static String content(String name, Path folder) throws Refused {
    try {
      Path file = folder.resolve(name);
      if (Files.size(file) > LARGEST_BYTES) {
        throw unreadable(name, "is larger than 64 KiB");
      }
      String content = Files.readString(file).replaceFirst("(\\r?\\n)+\\z", "");
      if (content.isBlank()) {
        throw unreadable(name, "is empty");
      }
      return content;
    } catch (NoSuchFileException e) {
      throw unreadable(name, "does not exist");
    } catch (AccessDeniedException e) {
      throw unreadable(name, "may not be read by this user");
    } catch (CharacterCodingException e) {
      throw unreadable(name, "is not UTF-8 text");
    } catch (IOException | InvalidPathException e) {
      throw unreadable(name, "cannot be read");
    }
  }

  private static Refused unreadable(String name, String why) {
    return new Refused(
        "is in the file %s, which %s".formatted(name, why),
        "Put the secret into that file and let the service's user read it.");
  }
}
