package io.salvaguarda.repository.store.directory;

import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in a store's words what a file operation failed of. */
final class FileFailures {

  private FileFailures() {}

  static StoreException of(String operation, String key, IOException e) {
    if (e instanceof StoreException told) {
      return told;
    }
    String message = "directory store: " + operation + " " + key + ": " + reason(e);
    if (e instanceof NoSuchFileException && operation.equals("get")) {
      return new StoreException.NotFound(message);
    }
    if (isFull(e)) {
      return new StoreException.Full(message, e);
    }
    if (isRefused(e)) {
      return new StoreException.Denied(message, e);
    }
    return new StoreException.Unavailable(message, e);
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  /** The JDK gives ENOSPC and EDQUOT no type of their own, only the system's words. */
  private static boolean isFull(IOException e) {
    String words = String.valueOf(e.getMessage());
    return words.contains("No space left on device") || words.contains("Disk quota exceeded");
  }

  private static boolean isRefused(IOException e) {
    if (e instanceof AccessDeniedException || e instanceof FileAlreadyExistsException) {
      return true;
    }
    String words = e instanceof FileSystemException f ? String.valueOf(f.getReason()) : "";
    return words.contains("Read-only file system")
        || words.contains("Operation not permitted")
        || words.contains("Not a directory");
  }
}
