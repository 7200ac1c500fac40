package io.salvaguarda.restore.run.physical;

import io.salvaguarda.postgres.tools.JobFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The folders that one attempt fills, beside the one that shall come to be. Their names say whose
 * they are from the moment in which they exist; the data directory gets its final name last.
 *
 * @param attempt from 1
 */
public record WorkingFolder(TargetFolder target, UUID jobId, int attempt, Part part) {

  private static final String TABLESPACES = ".tablespaces";

  /**
   * In what has its final name before all of the restore has: the tablespaces' folder, until the
   * data directory is there, and a replica's data directory, until its primary is there.
   */
  private static final String MARK = ".salvaguarda-restore";

  /** Which of a job's clusters it is: their folders may lie beside each other. */
  public enum Part {
    PRIMARY(".salvaguarda-restore-"),
    REPLICA(".salvaguarda-replica-");

    private final String prefix;

    Part(String prefix) {
      this.prefix = prefix;
    }
  }

  Path data() {
    return target.path().resolveSibling(prefix() + attempt);
  }

  Path tablespaces() {
    return target.path().resolveSibling(prefix() + attempt + TABLESPACES);
  }

  private String prefix() {
    return part.prefix + jobId + "-";
  }

  /** Wipes what this attempt and earlier ones have left; true when there was something. */
  public boolean wipe() throws IOException {
    boolean found = false;
    for (Path each : ofJob()) {
      String name = each.getFileName().toString().substring(prefix().length());
      if (isMineOrEarlier(name.replace(TABLESPACES, ""))) {
        JobFolder.wipe(each);
        found = true;
      }
    }
    return wipeMarked() || found;
  }

  /** A later attempt may be at work already, of which this one was not told. */
  private boolean isMineOrEarlier(String other) {
    return Integer.parseInt(other) <= attempt;
  }

  private List<Path> ofJob() throws IOException {
    List<Path> found = new ArrayList<>();
    Path parent = target.path().getParent();
    if (Files.isDirectory(parent)) {
      try (var inside = Files.newDirectoryStream(parent, prefix() + "[0-9]*")) {
        inside.forEach(found::add);
      }
    }
    return found;
  }

  private boolean wipeMarked() throws IOException {
    if (!isMarked(target.tablespaces())) {
      return false;
    }
    if (finished().isPresent()) {
      Files.delete(target.tablespaces().resolve(MARK));
      return false;
    }
    JobFolder.wipe(target.tablespaces());
    return true;
  }

  private boolean isMarked(Path folder) throws IOException {
    Path mark = folder.resolve(MARK);
    String[] whose = Files.isRegularFile(mark) ? Files.readString(mark).split(" ") : new String[0];
    return whose.length == 2 && whose[0].equals(jobId.toString()) && isMineOrEarlier(whose[1]);
  }

  /** Also what has its final name already, of a replica whose primary did not come to be. */
  boolean wipeAll() throws IOException {
    boolean marked = isMarked(target.path());
    if (marked) {
      JobFolder.wipe(target.tablespaces());
      JobFolder.wipe(target.path());
    }
    return wipe() || marked;
  }

  /** The primary of this replica has its final name. */
  void settle() throws IOException {
    if (isMarked(target.path())) {
      Files.delete(target.path().resolve(MARK));
    }
  }

  /** What an attempt of this job has put under the final name. */
  Optional<RestoreReport> finished() throws IOException {
    return RestoreReport.in(target.path()).filter(report -> report.jobId().equals(jobId));
  }

  /**
   * Gives the folders their final names. Killed in between, it leaves tablespaces that the next
   * attempt wipes.
   *
   * @param oids of the tablespaces
   */
  void takePlace(Set<Long> oids, RestoreReport report) throws IOException {
    report.write(data());
    if (part == Part.REPLICA) {
      Files.writeString(data().resolve(MARK), jobId + " " + attempt);
    }
    if (!oids.isEmpty()) {
      Files.writeString(tablespaces().resolve(MARK), jobId + " " + attempt);
      Files.move(tablespaces(), target.tablespaces(), StandardCopyOption.ATOMIC_MOVE);
      for (long oid : oids) {
        relink(oid);
      }
    }
    Files.move(data(), target.path(), StandardCopyOption.ATOMIC_MOVE);
    sync(target.path().getParent());
    Files.deleteIfExists(target.tablespaces().resolve(MARK));
  }

  private void relink(long oid) throws IOException {
    Path link = data().resolve("pg_tblspc").resolve(String.valueOf(oid));
    Files.delete(link);
    Files.createSymbolicLink(link, target.tablespaces().resolve(String.valueOf(oid)));
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    }
  }
}
