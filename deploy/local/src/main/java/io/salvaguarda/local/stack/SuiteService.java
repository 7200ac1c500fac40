package io.salvaguarda.local.stack;

import java.nio.file.Path;

/** The four services, and what starting one needs to know. */
public enum SuiteService {
  BACKUP("backup-service", "backup", 512),
  VERIFY("verify-service", "verify", 512),
  RESTORE("restore-service", "restore", 384),
  NOTIFIER("notifier-service", "notifier", 256);

  private final String id;
  private final String role;
  private final int heapMebibytes;

  SuiteService(String id, String role, int heapMebibytes) {
    this.id = id;
    this.role = role;
    this.heapMebibytes = heapMebibytes;
  }

  /** Its name, as in events and folders. */
  public String id() {
    return id;
  }

  /** Its database role and schema, and its key in the CLI's settings. */
  public String role() {
    return role;
  }

  int heapMebibytes() {
    return heapMebibytes;
  }

  /** The shipped jar. */
  Path jar(Path checkout) {
    return checkout.resolve(id).resolve("target/quarkus-app/quarkus-run.jar");
  }
}
