package io.salvaguarda.kit.storage;

import java.nio.file.Path;
import java.util.Collection;

/** Folders that the service writes to and whose disk may therefore fill. A bean for each owner. */
public interface WrittenFolders {

  /** Asked for once, at start; those that are not there yet are measured once they are. */
  Collection<Path> folders();
}
