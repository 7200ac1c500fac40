package io.salvaguarda.repository;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.repository.RepositoryKeys.Unlocked;
import io.salvaguarda.repository.key.Credential;
import io.salvaguarda.repository.key.RecipientKey;
import io.salvaguarda.repository.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Adds a recipient as if that had been done long ago. */
public final class RecipientOfThePast {

  private RecipientOfThePast() {}

  public static void add(
      ObjectStore store, Credential credential, String name, RecipientKey key, Instant added)
      throws IOException {
    Unlocked now = RepositoryKeys.open(store, credential);
    List<RecipientEntry> entries = new ArrayList<>(now.document().recipients());
    ObjectNode json =
        RecipientEntry.of(name, key.wrap(now.masterKey(), now.document().id())).json();
    entries.add(RecipientEntry.read(json.put("createdAt", added.toString()), added));
    RepositoryDocument next = now.document().with(entries);
    if (!store.replace(RepositoryDocument.KEY, now.file(), RepositoryKeys.seal(next, now.keys()))) {
      throw new IOException("somebody else changed it");
    }
  }
}
