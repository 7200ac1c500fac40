package io.salvaguarda.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.tools.PgTools;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A backup's archives, unpacked by the system's tar as a person would do it. */
final class Unpacked {
  private static final Pattern TABLESPACE = Pattern.compile("tablespace-(\\d+)\\.tar");

  private Unpacked() {}

  /** Reads the whole backup into the folder and returns the archives' names in their order. */
  static List<String> into(Path folder, BaseBackup backup) throws Exception {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    List<String> names = new ArrayList<>();
    List<Path> aside = new ArrayList<>();
    for (var next = backup.next(); next.isPresent(); next = backup.next()) {
      String name = next.get().name();
      names.add(name);
      if (name.equals(BaseBackup.MANIFEST)) {
        Files.copy(next.get().bytes(), folder.resolve(name));
      } else if (name.equals(BaseBackup.BASE)) {
        tar(next.get().bytes(), folder);
      } else {
        Path tablespace = Files.createDirectories(folder.resolveSibling("aside-" + name));
        tar(next.get().bytes(), tablespace);
        aside.add(tablespace);
      }
    }
    for (Path tablespace : aside) {
      Matcher oid = TABLESPACE.matcher(tablespace.getFileName().toString());
      assertThat(oid.find()).isTrue();
      Path link = folder.resolve("pg_tblspc").resolve(oid.group(1));
      assertThat(link).isSymbolicLink();
      Files.delete(link);
      Files.move(tablespace, link);
    }
    return names;
  }

  private static void tar(InputStream archive, Path folder) throws Exception {
    Process tar =
        new ProcessBuilder("tar", "-xp", "--numeric-owner", "-f", "-", "-C", folder.toString())
            .redirectErrorStream(true)
            .start();
    try (OutputStream stdin = tar.getOutputStream()) {
      archive.transferTo(stdin);
    }
    String said = new String(tar.getInputStream().readAllBytes());
    assertThat(tar.waitFor()).as(said).isZero();
  }

  /** What pg_verifybackup complains about, also of the WAL; empty when it accepts the folder. */
  static Optional<String> complaint(Path folder) throws Exception {
    int major = Integer.parseInt(Files.readString(folder.resolve("PG_VERSION")).strip());
    Path program = PgTools.forServerMajor(major).orThrow().find("pg_verifybackup").orThrow();
    Process process =
        new ProcessBuilder(program.toString(), folder.toString()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    return process.waitFor() == 0 ? Optional.empty() : Optional.of(said);
  }
}
