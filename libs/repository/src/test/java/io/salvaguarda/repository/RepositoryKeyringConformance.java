package io.salvaguarda.repository;

import static io.salvaguarda.repository.TestBackups.CHEAP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.repository.KeyChange.Changed;
import io.salvaguarda.repository.KeyChange.Reason;
import io.salvaguarda.repository.KeyChange.Refused;
import io.salvaguarda.repository.key.Credential;
import io.salvaguarda.repository.key.KeyFile;
import io.salvaguarda.repository.key.Passphrase;
import io.salvaguarda.repository.key.RecipientPrivateKey;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.RetryPolicy;
import io.salvaguarda.repository.store.RetryingObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recipients and their changes, on every store. */
abstract class RepositoryKeyringConformance {

  private static final Passphrase FIRST = Passphrase.of(TestBackups.PASSPHRASE, CHEAP);
  private static final Passphrase OTHER = Passphrase.of("another passphrase", CHEAP);

  private ObjectStore real;
  private StoreWithFaults store;
  private BackupRepository repository;

  abstract ObjectStore emptyStore() throws Exception;

  @BeforeEach
  void open() throws Exception {
    real = emptyStore();
    store = new StoreWithFaults(real);
    repository = BackupRepository.create(store, FIRST);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void everyKindOfRecipientOpensTheSameRepository() throws Exception {
    KeyFile file = KeyFile.of(KeyFile.newContent());
    RecipientPrivateKey escrow = RecipientPrivateKey.generate();
    byte[] dump = "a dump".getBytes(StandardCharsets.UTF_8);
    TestBackups.backUp(repository, TestBackups.FIRST, dump);

    assertThat(keyring(FIRST).add("other", OTHER)).isInstanceOf(Changed.class);
    assertThat(keyring(FIRST).add("machine", file)).isInstanceOf(Changed.class);
    assertThat(keyring(file).add("escrow", escrow.publicKey())).isInstanceOf(Changed.class);

    for (Credential credential : List.of(FIRST, OTHER, file, escrow)) {
      BackupRepository opened = BackupRepository.open(store, credential);
      assertThat(opened.id()).isEqualTo(repository.id());
      assertThat(TestBackups.read(opened, opened.manifest(TestBackups.FIRST), "dump"))
          .isEqualTo(dump);
    }
    assertThat(keyring(escrow).openedBy()).isEqualTo("escrow");
    assertThat(keyring(escrow).recipients())
        .extracting(RecipientInfo::name, RecipientInfo::kind)
        .containsExactly(
            tuple("passphrase", "passphrase"),
            tuple("other", "passphrase"),
            tuple("machine", "key-file"),
            tuple("escrow", "public-key"));
    assertThat(keyring(FIRST).recipients().getLast().fingerprint())
        .contains(RecipientInfo.fingerprintOf(escrow.publicKey()));
  }

  @Test
  void whoIsNoRecipientStaysOutWhateverTheirKind() throws Exception {
    keyring(FIRST).add("machine", KeyFile.of(KeyFile.newContent()));
    keyring(FIRST).add("escrow", RecipientPrivateKey.generate().publicKey());

    for (Credential stranger :
        List.of(OTHER, KeyFile.of(KeyFile.newContent()), RecipientPrivateKey.generate())) {
      assertThatThrownBy(() -> BackupRepository.open(store, stranger))
          .isInstanceOf(RepositoryException.WrongKey.class)
          .hasMessageContaining(stranger.described());
    }
  }

  @Test
  void aProofReadsTheNewestBackupThatIsNotQuarantined() throws Exception {
    assertThat(KeyProof.read(keyring(FIRST))).isEmpty();
    byte[] dump = "a dump".getBytes(StandardCharsets.UTF_8);
    TestBackups.backUp(repository, TestBackups.FIRST, dump);
    TestBackups.backUp(repository, TestBackups.SECOND, dump);
    assertThat(KeyProof.read(keyring(FIRST))).contains(TestBackups.SECOND);

    repository.mark(
        new VerificationMark(
            TestBackups.SECOND,
            "v1",
            VerificationMark.Outcome.FAILED,
            Optional.empty(),
            Instant.now(),
            List.of()));

    assertThat(KeyProof.read(keyring(FIRST))).contains(TestBackups.FIRST);
  }

  @Test
  void whoIsRemovedNoLongerGetsInAndTheOthersDo() throws Exception {
    keyring(FIRST).add("other", OTHER);

    assertThat(keyring(FIRST).remove("other", false)).isInstanceOf(Changed.class);

    assertThatThrownBy(() -> BackupRepository.open(store, OTHER))
        .isInstanceOf(RepositoryException.WrongKey.class);
    assertThat(BackupRepository.open(store, FIRST).id()).isEqualTo(repository.id());
  }

  @Test
  void nobodyLocksEverybodyOut() throws Exception {
    assertThat(reason(keyring(FIRST).remove("passphrase", true))).isEqualTo(Reason.LAST_ONE);

    keyring(FIRST).add("other", OTHER);
    assertThat(reason(keyring(FIRST).remove("passphrase", false))).isEqualTo(Reason.IN_USE);
    assertThat(reason(keyring(FIRST).remove("nobody", true))).isEqualTo(Reason.NO_SUCH_NAME);
    assertThat(keyring(FIRST).remove("passphrase", true)).isInstanceOf(Changed.class);

    assertThat(reason(keyring(OTHER).remove("other", true))).isEqualTo(Reason.LAST_ONE);
    assertThat(BackupRepository.open(store, OTHER).id()).isEqualTo(repository.id());
  }

  @Test
  void ofTwoWhoRemoveEachOtherOneStays() throws Exception {
    for (int round = 0; round < 5; round++) {
      keyring(FIRST).add("other", OTHER);
      RepositoryKeyring one = keyring(FIRST);
      RepositoryKeyring two = keyring(OTHER);

      List<KeyChange> changes =
          together(() -> one.remove("other", false), () -> two.remove("passphrase", false));

      assertThat(changes).filteredOn(Changed.class::isInstance).hasSize(1);
      assertThat(changes)
          .filteredOn(Refused.class::isInstance)
          .extracting(RepositoryKeyringConformance::reason)
          .containsExactly(Reason.LAST_ONE);
      if (changes.get(1) instanceof Changed) {
        keyring(OTHER).add("passphrase", FIRST);
        keyring(FIRST).remove("other", false);
      }
    }
  }

  @Test
  void ofManyWhoAddAtOnceNoneIsLost() throws Exception {
    List<Change> adds = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String name = "file-" + i;
      KeyFile file = KeyFile.of(KeyFile.newContent());
      RepositoryKeyring keyring = keyring(FIRST);
      adds.add(() -> keyring.add(name, file));
    }

    assertThat(together(adds.toArray(Change[]::new))).hasOnlyElementsOfType(Changed.class);

    assertThat(keyring(FIRST).recipients())
        .extracting(RecipientInfo::name)
        .containsExactlyInAnyOrder("passphrase", "file-0", "file-1", "file-2", "file-3");
  }

  @Test
  void aRotatedSecretReplacesTheOldOneUnderTheSameName() throws Exception {
    RecipientInfo before = keyring(FIRST).recipients().getFirst();

    KeyChange change = keyring(FIRST).rotate("passphrase", OTHER);

    assertThatThrownBy(() -> keyring(FIRST)).isInstanceOf(RepositoryException.WrongKey.class);
    RecipientInfo after = keyring(OTHER).recipients().getFirst();
    assertThat(change).isEqualTo(new Changed(List.of(after)));
    assertThat(after.name()).isEqualTo("passphrase");
    assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint());
    assertThat(reason(keyring(OTHER).rotate("passphrase", OTHER)))
        .as("it would change nothing")
        .isEqualTo(Reason.KNOWN_SECRET);
    assertThat(reason(keyring(OTHER).rotate("nobody", FIRST))).isEqualTo(Reason.NO_SUCH_NAME);
  }

  @Test
  void oneNameAndOneSecretAreOneRecipient() throws Exception {
    RecipientPrivateKey escrow = RecipientPrivateKey.generate();
    keyring(FIRST).add("escrow", escrow.publicKey());

    assertThat(reason(keyring(FIRST).add("escrow", OTHER))).isEqualTo(Reason.NAME_TAKEN);
    assertThat(reason(keyring(FIRST).add("again", escrow.publicKey())))
        .isEqualTo(Reason.KNOWN_SECRET);
    assertThat(reason(keyring(FIRST).add("again", FIRST))).isEqualTo(Reason.KNOWN_SECRET);
    assertThatThrownBy(() -> keyring(FIRST).add("Two Words", OTHER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void repositoryJsonNeverOutgrowsWhatReadersTake() throws Exception {
    RepositoryKeyring keyring = keyring(FIRST);
    for (int i = 1; i < 64; i++) {
      keyring.add("file-" + i, KeyFile.of(KeyFile.newContent()));
    }

    assertThat(reason(keyring.add("one-more", KeyFile.of(KeyFile.newContent()))))
        .isEqualTo(Reason.TOO_MANY);
  }

  @Test
  void aProofIsRecordedForTheOneWhoGaveIt() throws Exception {
    RecipientPrivateKey escrow = RecipientPrivateKey.generate();
    keyring(FIRST).add("escrow", escrow.publicKey());
    Instant before = Instant.now().minusSeconds(1);

    keyring(escrow).recordProof();

    List<RecipientInfo> recipients = keyring(FIRST).recipients();
    assertThat(recipients.get(0).provenAt()).isEmpty();
    assertThat(recipients.get(1).provenAt().orElseThrow()).isAfter(before);
    assertThat(BackupRepository.open(store, escrow).id()).isEqualTo(repository.id());
  }

  @Test
  void aChangeThatIsCutOffLeavesTheOldRecipientsOrTheNewOnes() throws Exception {
    RepositoryKeyring keyring = keyring(FIRST);
    byte[] before = real.get("repository.json", 100_000);
    store.before =
        (operation, key) -> {
          if (operation.equals("replace")) {
            throw new StoreException.Unavailable("told by the test");
          }
        };

    assertThatThrownBy(() -> keyring.add("other", OTHER))
        .isInstanceOf(StoreException.Unavailable.class);

    assertThat(real.get("repository.json", 100_000)).isEqualTo(before);
    assertThat(BackupRepository.open(real, FIRST).id()).isEqualTo(repository.id());
  }

  @Test
  void aChangeWhoseReplyIsLostIsKnownForOurOwn() throws Exception {
    ObjectStore replyLost =
        new StoreWithFaults(real) {
          private boolean lost;

          @Override
          public boolean replace(String key, byte[] expected, java.nio.ByteBuffer bytes)
              throws StoreException {
            boolean done = real.replace(key, expected, bytes);
            if (!lost) {
              lost = true;
              throw new StoreException.Unavailable("the reply is lost");
            }
            return done;
          }
        };
    RetryPolicy quick =
        new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofSeconds(30));
    RepositoryKeyring keyring =
        RepositoryKeyring.open(new RetryingObjectStore(replyLost, quick), FIRST);

    assertThat(keyring.add("other", OTHER)).isInstanceOf(Changed.class);

    assertThat(keyring(OTHER).recipients()).hasSize(2);
  }

  private RepositoryKeyring keyring(Credential credential) throws Exception {
    return RepositoryKeyring.open(store, credential);
  }

  private static Reason reason(KeyChange change) {
    return change instanceof Refused refused ? refused.reason() : null;
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }

  private interface Change {
    KeyChange run() throws Exception;
  }

  private List<KeyChange> together(Change... changes) throws Exception {
    CyclicBarrier start = new CyclicBarrier(changes.length);
    List<KeyChange> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(changes.length)) {
      List<Future<KeyChange>> running = new ArrayList<>();
      for (Change change : changes) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return untilNobodyElseIsAtIt(change);
                }));
      }
      for (Future<KeyChange> one : running) {
        results.add(one.get());
      }
    }
    return results;
  }

  /** As the retrying store does. */
  private static KeyChange untilNobodyElseIsAtIt(Change change) throws Exception {
    while (true) {
      try {
        return change.run();
      } catch (StoreException.Unavailable e) {
        Thread.onSpinWait();
      }
    }
  }
}
