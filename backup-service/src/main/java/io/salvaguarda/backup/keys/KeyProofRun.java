package io.salvaguarda.backup.keys;

import io.salvaguarda.access.Repositories;
import io.salvaguarda.access.StopOrder;
import io.salvaguarda.access.UnusableKeyFile;
import io.salvaguarda.config.Refused;
import io.salvaguarda.config.RepositoryConfig;
import io.salvaguarda.config.RepositoryKey;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.repository.KeyChange;
import io.salvaguarda.repository.KeyProof;
import io.salvaguarda.repository.RecipientInfo;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.RepositoryKeyring;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Proves the keys that are here, the service's own and those in files named for it, each alone;
 * then looks at when each recipient was last proven, here or elsewhere.
 */
public final class KeyProofRun {

  private final Repositories repositories;
  private final RepositoryConfig repository;
  private final StopOrder stop;
  private final Instant now;
  private final BiConsumer<String, String> notRecorded;
  private final Set<String> proven = new HashSet<>();

  /**
   * @param notRecorded is told the recipient and the cause when a proof could not be written down
   */
  public KeyProofRun(
      Repositories repositories,
      RepositoryConfig repository,
      StopOrder stop,
      Instant now,
      BiConsumer<String, String> notRecorded) {
    this.repositories = repositories;
    this.repository = repository;
    this.stop = stop;
    this.now = now;
    this.notRecorded = notRecorded;
  }

  /**
   * @throws IOException when the store failed, or the service's own key does not open the
   *     repository
   */
  public KeyProofEnd run() throws IOException {
    RepositoryKeyring own;
    try {
      own = prove(repository.key());
    } catch (RepositoryException.Absent e) {
      return new KeyProofEnd.NoRepository();
    }
    List<String> refused = new ArrayList<>();
    for (Path file : repository.keyProofs().keyFiles()) {
      stop.throwIfStopped();
      try {
        prove(RepositoryKey.KeyFile.read(file));
      } catch (Refused e) {
        refused.add("the key file %s %s".formatted(file, e.getMessage()));
      } catch (UnusableKeyFile e) {
        refused.add(e.getMessage());
      } catch (RepositoryException.WrongKey e) {
        refused.add("the key file " + file + " is none of its recipients'");
      }
    }
    return refused.isEmpty() ? looked(own) : new KeyProofEnd.NotProven(failure(refused));
  }

  private RepositoryKeyring prove(RepositoryKey key) throws IOException {
    RepositoryKeyring keyring = repositories.keyring(repository.name(), key);
    KeyProof.read(keyring);
    proven.add(keyring.openedBy());
    for (RecipientInfo recipient : keyring.recipients()) {
      if (recipient.name().equals(keyring.openedBy())
          && RecipientProof.isWorthRecording(recipient, repository.keyProofs().every(), now)) {
        record(keyring);
      }
    }
    return keyring;
  }

  /**
   * A store that keeps repository.json as it is may be meant so: the key is proven all the same.
   */
  private void record(RepositoryKeyring keyring) {
    try {
      if (keyring.recordProof() instanceof KeyChange.Refused refused) {
        notRecorded.accept(keyring.openedBy(), refused.message());
      }
    } catch (IOException e) {
      notRecorded.accept(keyring.openedBy(), e.getMessage());
    }
  }

  private KeyProofEnd looked(RepositoryKeyring keyring) throws IOException {
    return new KeyProofEnd.Looked(
        keyring.recipients().stream()
            .map(
                recipient ->
                    RecipientProof.of(
                        proven.contains(recipient.name()) ? recipient.provenAt(now) : recipient,
                        repository.keyProofs().every(),
                        now))
            .toList());
  }

  private Failure failure(List<String> refused) {
    String name = repository.name();
    return new Failure(
        FailureKind.TERMINAL,
        ErrorClass.REPOSITORY_KEY,
        "Repository " + name + ": " + String.join("; ", refused) + ".",
        "Put the right file there; or, when the recipient is gone, take the file out of keyProof of"
            + " repositories."
            + name
            + " in salvaguarda.yaml.",
        List.of());
  }
}
