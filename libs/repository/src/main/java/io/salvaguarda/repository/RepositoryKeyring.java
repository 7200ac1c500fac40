package io.salvaguarda.repository;

import io.salvaguarda.repository.KeyChange.Changed;
import io.salvaguarda.repository.KeyChange.Reason;
import io.salvaguarda.repository.KeyChange.Refused;
import io.salvaguarda.repository.RepositoryKeys.Unlocked;
import io.salvaguarda.repository.key.Credential;
import io.salvaguarda.repository.key.Recipient;
import io.salvaguarda.repository.key.RecipientKey;
import io.salvaguarda.repository.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * For whom a repository's key is wrapped, and changes to that. Unlike {@link BackupRepository} it
 * holds the master key, so keep it no longer than a change takes.
 *
 * <p>Each change is one conditional replacement of repository.json: whenever it is interrupted, the
 * old recipients are in place or the new ones, whole. Of two administrators who change at once the
 * second one's change is made again upon the first one's, and judged again. What has been removed
 * no longer opens what the store holds; it still opens an older copy of repository.json.
 */
public final class RepositoryKeyring {

  private static final int MOST = 64;
  private static final int TRIES = 20;

  private final ObjectStore store;
  private final Unlocked opened;

  private RepositoryKeyring(ObjectStore store, Unlocked opened) {
    this.store = store;
    this.opened = opened;
  }

  /**
   * Opens it with all the checks of {@link BackupRepository#open}.
   *
   * @throws RepositoryException.Absent when there is no repository
   * @throws RepositoryException.WrongKey when the credential is none of its recipients'
   */
  public static RepositoryKeyring open(ObjectStore store, Credential credential)
      throws IOException {
    return new RepositoryKeyring(store, RepositoryKeys.open(store, credential));
  }

  public UUID repositoryId() {
    return opened.document().id();
  }

  /** When the repository was made. */
  public Instant createdAt() {
    return opened.document().createdAt();
  }

  /** The name of the recipient whose credential opened the repository. */
  public String openedBy() {
    return opened.openedBy();
  }

  public BackupRepository repository() {
    return opened.repository(store);
  }

  /** As they are now; read anew and authenticated, so that none was exchanged. */
  public List<RecipientInfo> recipients() throws IOException {
    return now().document().infos();
  }

  /**
   * Lets one more open the repository.
   *
   * @throws IllegalArgumentException when the name cannot be one
   */
  public KeyChange add(String name, RecipientKey key) throws IOException {
    RecipientInfo.requireName(name);
    return change(
        entries -> {
          if (find(entries, name).isPresent()) {
            return refused(Reason.NAME_TAKEN, "there is a recipient \"" + name + "\" already");
          }
          return known(entries, key)
              .orElseGet(
                  () -> {
                    entries.add(RecipientEntry.of(name, wrap(key)));
                    return new Edited(entries);
                  });
        });
  }

  /**
   * Takes a recipient away.
   *
   * @param evenInUse also when it is the one that opened the repository now
   */
  public KeyChange remove(String name, boolean evenInUse) throws IOException {
    return change(
        entries -> {
          Optional<RecipientEntry> found = find(entries, name);
          if (found.isEmpty()) {
            return noSuchName(entries, name);
          }
          entries.remove(found.get());
          if (entries.stream().noneMatch(entry -> entry.info().isKnown())) {
            return refused(
                Reason.LAST_ONE,
                "\"" + name + "\" is the last recipient: nobody could open the repository");
          }
          if (name.equals(openedBy()) && !evenInUse) {
            return refused(
                Reason.IN_USE, "\"" + name + "\" is the recipient that opened the repository now");
          }
          return new Edited(entries);
        });
  }

  /** Gives a recipient another secret; the old one no longer opens the repository. */
  public KeyChange rotate(String name, RecipientKey key) throws IOException {
    return change(
        entries -> {
          Optional<RecipientEntry> found = find(entries, name);
          if (found.isEmpty()) {
            return noSuchName(entries, name);
          }
          return known(entries, key)
              .orElseGet(
                  () -> {
                    entries.replaceAll(
                        e -> e == found.get() ? RecipientEntry.of(name, wrap(key)) : e);
                    return new Edited(entries);
                  });
        });
  }

  /** Notes that the credential with which this was opened opens the repository, today. */
  public KeyChange recordProof() throws IOException {
    return change(
        entries -> {
          Optional<RecipientEntry> found = find(entries, openedBy());
          if (found.isEmpty()) {
            return noSuchName(entries, openedBy());
          }
          entries.replaceAll(e -> e == found.get() ? e.provenNow() : e);
          return new Edited(entries);
        });
  }

  private sealed interface Judged {}

  private record Edited(List<RecipientEntry> entries) implements Judged {}

  private record Not(Refused refused) implements Judged {}

  private interface Edit {
    Judged of(List<RecipientEntry> entries);
  }

  private KeyChange change(Edit edit) throws IOException {
    for (int tries = 0; tries < TRIES; tries++) {
      Unlocked now = now();
      switch (edit.of(new ArrayList<>(now.document().recipients()))) {
        case Not not -> {
          return not.refused;
        }
        case Edited(List<RecipientEntry> entries) when entries.size() > MOST -> {
          return new Refused(Reason.TOO_MANY, "a repository has at most " + MOST + " recipients");
        }
        case Edited(List<RecipientEntry> entries) -> {
          RepositoryDocument next = now.document().with(entries);
          if (store.replace(
              RepositoryDocument.KEY, now.file(), RepositoryKeys.seal(next, now.keys()))) {
            return new Changed(next.infos());
          }
        }
      }
    }
    return new Refused(Reason.BUSY, "others keep changing recipients at the same time");
  }

  private Unlocked now() throws IOException {
    return RepositoryKeys.again(store, opened);
  }

  private Recipient wrap(RecipientKey key) {
    return key.wrap(opened.masterKey(), repositoryId());
  }

  private Optional<Judged> known(List<RecipientEntry> entries, RecipientKey key) {
    return entries.stream()
        .filter(entry -> key.belongsTo(entry.recipient(), repositoryId()))
        .findFirst()
        .map(
            entry ->
                refused(
                    Reason.KNOWN_SECRET,
                    "the new secret is the one of \"" + entry.info().name() + "\" already"));
  }

  private static Optional<RecipientEntry> find(List<RecipientEntry> entries, String name) {
    return entries.stream().filter(entry -> entry.info().name().equals(name)).findFirst();
  }

  private static Judged noSuchName(List<RecipientEntry> entries, String name) {
    List<String> names = entries.stream().map(entry -> entry.info().name()).toList();
    return refused(
        Reason.NO_SUCH_NAME,
        "there is no recipient \"" + name + "\"; there are " + String.join(", ", names));
  }

  private static Judged refused(Reason reason, String message) {
    return new Not(new Refused(reason, message));
  }
}
