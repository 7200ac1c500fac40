package io.salvaguarda.postgres;

import java.util.List;

/** What a dump's archives are called; a backup has them as streams of these names. */
public final class ArchiveNames {

  /** The whole database, where one pg_dump has written it. */
  public static final String WHOLE = "dump";

  /** Where several have: all but the data of tables, sequences and large objects. */
  public static final String SCHEMA = "schema";

  private static final String DATA = "data-";

  private ArchiveNames() {}

  /** The data that one worker has dumped; {@code data-01} is the first worker's. */
  public static String data(int worker) {
    return DATA + "%02d".formatted(worker);
  }

  /** Those of a backup's streams that hold archives of data only, in order. */
  public static List<String> dataAmong(List<String> streams) {
    return streams.stream().filter(name -> name.startsWith(DATA)).sorted().toList();
  }

  /** Whether a backup's stream is one of pg_dump's archives. */
  public static boolean isArchive(String stream) {
    return stream.equals(WHOLE) || stream.equals(SCHEMA) || stream.startsWith(DATA);
  }
}
