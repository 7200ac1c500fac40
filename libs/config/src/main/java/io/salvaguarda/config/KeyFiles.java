package io.salvaguarda.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Checks key files, so that a wrong one is found now and not at the first backup. */
final class KeyFiles {
  /** Fewer random bytes than that could be guessed. */
  private static final int SHORTEST_BYTES = 32;

  private static final long LARGEST_BYTES = 64 * 1024;
  private static final String REMEDY =
      "Name a file that \"salva repo key generate\" made, and let the service's user read it.";

  /** A group may read: secrets that Kubernetes mounts for a user belong to a group. */
  private static final Set<PosixFilePermission> TOO_OPEN =
      EnumSet.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private KeyFiles() {}

  static byte[] read(Path file) throws Refused {
    try {
      if (!Files.isRegularFile(file)) {
        throw new Refused(Files.exists(file) ? "is not a file" : "does not exist", REMEDY);
      }
      requireClosed(file);
      if (Files.size(file) > LARGEST_BYTES) {
        throw new Refused("is larger than 64 KiB", REMEDY);
      }
      return checked(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new Refused("does not exist", REMEDY);
    } catch (AccessDeniedException e) {
      throw new Refused("may not be read by this user", REMEDY);
    } catch (IOException e) {
      throw new Refused("cannot be read", REMEDY);
    }
  }

  private static void requireClosed(Path file) throws IOException, Refused {
    Set<PosixFilePermission> mode;
    try {
      mode = Files.getPosixFilePermissions(file);
    } catch (UnsupportedOperationException e) {
      return; // no such modes here
    }
    if (mode.stream().anyMatch(TOO_OPEN::contains)) {
      throw new Refused(
          "is open to others (%s)".formatted(PosixFilePermissions.toString(mode)),
          "Run: chmod 600 on it; mounted by Kubernetes, give the secret defaultMode: 0440.");
    }
  }

  private static byte[] checked(byte[] content) throws Refused {
    if (content.length < SHORTEST_BYTES) {
      throw new Refused(
          "holds %d bytes, of which a key file has at least %d random ones"
              .formatted(content.length, SHORTEST_BYTES),
          "Make one with: salva repo key generate --to FILE");
    }
    String text = new String(content, StandardCharsets.ISO_8859_1);
    if (text.contains("-----BEGIN PUBLIC KEY-----")) {
      throw new Refused(
          "holds a public key, which opens nothing", "Name the file with its private half.");
    }
    return content;
  }
}
