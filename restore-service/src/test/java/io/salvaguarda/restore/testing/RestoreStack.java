package io.salvaguarda.restore.testing;

import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** Adds a cluster with databases to back up, and the repository {@code disk}. */
public class RestoreStack extends ServiceStack {

  /** Of the user that restores; must never be seen anywhere. */
  public static final String PASSWORD = "s3cr3t-of-the-target-51ab";

  private static PostgresServer source;
  private static Path home;

  public static PostgresServer source() {
    return source;
  }

  public static Path disk() {
    return home.resolve("disk");
  }

  public static Path scratch() {
    return home.resolve("scratch");
  }

  /** The same repository as the service's, seen by somebody else. */
  public static BackupRepository repository() {
    try {
      return BackupRepository.openOrCreate(
          new DirectoryObjectStore(disk()), "correct horse battery staple");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void init(Map<String, String> arguments) {
    super.init(Map.of("role", "restore"));
  }

  @Override
  protected String configuration(String template) throws IOException {
    home = folder;
    source = PostgresServer.start(folder.resolve("source"));
    source.execute(
        "postgres",
        "create role keeper superuser login password '" + PASSWORD + "'",
        "create database shop",
        "create database \"live shop\"");
    for (String database : new String[] {"shop", "live shop"}) {
      source.execute(
          database,
          "create schema sales",
          "create table users (id int primary key, name text)",
          "insert into users select i, md5(i::text) from generate_series(1, 2000) i",
          "create table sales.orders (id int primary key, note text)",
          "insert into sales.orders select i, md5(i::text) from generate_series(1, 5000) i");
    }
    return template
        .replace("@DISK@", disk().toString())
        .replace("@PORT@", String.valueOf(source.port()))
        .replace("@PASSWORD@", PASSWORD);
  }

  @Override
  protected Map<String, String> more() {
    return Map.of(
        "salvaguarda.scratch", scratch().toString(),
        "salvaguarda.jobs.poll", "200ms",
        "salvaguarda.jobs.lease", "6s",
        "salvaguarda.store.patience", "2s");
  }

  @Override
  public void stop() {
    if (source != null) {
      source.close();
    }
    super.stop();
  }
}
