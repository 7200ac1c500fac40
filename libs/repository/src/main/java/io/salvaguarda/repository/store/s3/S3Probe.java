package io.salvaguarda.repository.store.s3;

import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import okhttp3.Headers;

/**
 * Tries out what a server is able to do, with two objects below {@link #PREFIX} that nobody else
 * uses and that are deleted again, in a dozen requests. What the credentials do not allow, or lack
 * of space, is not probed and no failure: reading and deleting must go on.
 */
final class S3Probe {

  /** Objects below it mean nothing, and may be deleted by anyone at any time. */
  static final String PREFIX = "probe/";

  private static final System.Logger LOG = System.getLogger(S3Probe.class.getName());
  private static final byte[] FIRST = bytes("first");
  private static final byte[] SECOND = bytes("other");
  private static final String NO_TAG = "\"" + "0".repeat(32) + "\"";

  private final S3ObjectStore store;
  private final SinglePut put;
  private final Versions versions;
  private final BucketSettings settings;
  private final String root;
  private final String folder = PREFIX + UUID.randomUUID() + "/";
  private final String object = folder + "object";
  private final String damaged = folder + "damaged";

  S3Probe(
      S3ObjectStore store, SinglePut put, Versions versions, BucketSettings settings, String root) {
    this.store = store;
    this.put = put;
    this.versions = versions;
    this.settings = settings;
    this.root = root;
  }

  /**
   * @throws StoreException.Unavailable when the server did not let us finish; ask again
   */
  StoreAbilities run() throws StoreException {
    Ability versioning = settings.versioning();
    Ability objectLock = settings.objectLock(store.objectLock().isPresent());
    try {
      Ability conditionalPut = conditionalPut();
      if (!(conditionalPut instanceof Ability.Present)) {
        Ability none = new Ability.NotProbed("the first trial said enough");
        return new StoreAbilities(
            conditionalPut, none, none, none, versioning, objectLock, store.objectLock());
      }
      Ability replace = allowed(this::conditionalReplace);
      Ability checksum = allowed(this::checksum);
      Ability lists = allowed(this::consistentLists);
      return new StoreAbilities(
          conditionalPut,
          lists,
          replace,
          checksum,
          versioning,
          allowed(() -> tried(objectLock)),
          store.objectLock());
    } finally {
      tidyUp();
    }
  }

  /** A setting that is wanted is tried out. */
  private Ability tried(Ability objectLock) throws StoreException {
    return store.objectLock().isEmpty() || objectLock instanceof Ability.Missing
        ? objectLock
        : new LockTrial(store, put, root, store.objectLock().get().mode()).run();
  }

  private Ability conditionalPut() throws StoreException {
    SinglePut.Answer first = ask(object, FIRST, SinglePut.IF_ABSENT);
    if (!first.stored()) {
      SinglePut.Answer plain = ask(object, FIRST, SinglePut.UNCONDITIONAL);
      return plain.stored() ? refused(first) : notAllowed(plain.failure());
    }
    SinglePut.Answer second = ask(object, SECOND, SinglePut.IF_ABSENT);
    if (second.stored()) {
      return new Ability.Missing("stored a second object over the first: HTTP " + second.status());
    }
    if (!second.conditionFailed()) {
      return refused(second);
    }
    return allowed(
        () ->
            versions.read(object(), FIRST.length + 1).filter(now -> now.has(FIRST)).isPresent()
                ? new Ability.Present()
                : new Ability.Missing("said HTTP 412, and did not keep the first object"));
  }

  private Ability conditionalReplace() throws StoreException {
    SinglePut.Answer wrong = ask(object, SECOND, Headers.of("If-Match", NO_TAG));
    if (wrong.stored()) {
      return new Ability.Missing("stored although the ETag was another: HTTP " + wrong.status());
    }
    if (!wrong.conditionFailed()) {
      return refused(wrong);
    }
    String tag = versions.read(object(), FIRST.length + 1).map(Versions.Version::tag).orElse("");
    SinglePut.Answer right = ask(object, SECOND, Headers.of("If-Match", tag));
    return right.stored() ? new Ability.Present() : refused(right);
  }

  private Ability checksum() throws StoreException {
    SinglePut.Answer answer =
        put.ask(
            root + damaged,
            ByteBuffer.wrap(SECOND),
            check(ByteBuffer.wrap(FIRST)),
            SinglePut.UNCONDITIONAL,
            Instant.now());
    if (answer.stored()) {
      return new Ability.Missing("stored other bytes than those: HTTP " + answer.status());
    }
    if (answer.status() / 100 != 4) {
      throw answer.failure();
    }
    return new Ability.Present();
  }

  private Ability consistentLists() throws StoreException {
    List<String> before = listed();
    if (!before.contains(object)) {
      return new Ability.Missing("did not list an object that was put");
    }
    store.delete(object);
    return listed().contains(object)
        ? new Ability.Missing("listed an object that was deleted")
        : new Ability.Present();
  }

  private List<String> listed() throws StoreException {
    return store.list(folder).stream().map(ObjectStat::key).toList();
  }

  private SinglePut.Answer ask(String key, byte[] bytes, Headers condition) throws StoreException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return put.ask(root + key, buffer, check(buffer), condition, Instant.now());
  }

  private BodyCheck check(ByteBuffer bytes) {
    return BodyCheck.of(bytes, put.overTls(), Optional.empty());
  }

  /** What is left means nothing; what was found out counts, whether it can be deleted or not. */
  private void tidyUp() {
    try {
      for (String left : listed()) {
        store.delete(left);
      }
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.DEBUG, "event=store.probe_left folder={0} reason={1}", folder, e);
    }
  }

  private interface Trial {
    Ability run() throws StoreException;
  }

  private static Ability allowed(Trial trial) throws StoreException {
    try {
      return trial.run();
    } catch (StoreException.Denied | StoreException.Full | StoreException.Locked e) {
      return notAllowed(e);
    }
  }

  private static Ability notAllowed(StoreException failure) throws StoreException {
    return switch (failure) {
      case StoreException.Denied denied -> new Ability.NotProbed(denied.getMessage());
      case StoreException.Locked locked -> new Ability.NotProbed(locked.getMessage());
      case StoreException.Full full -> new Ability.NotProbed(full.getMessage());
      default -> throw failure;
    };
  }

  private static Ability refused(SinglePut.Answer answer) throws StoreException {
    if (answer.conditionFailed() || answer.failure() instanceof StoreException.Denied) {
      return new Ability.Missing("answered \"" + answer.failure().getMessage() + "\"");
    }
    throw answer.failure();
  }

  private String object() {
    return root + object;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
