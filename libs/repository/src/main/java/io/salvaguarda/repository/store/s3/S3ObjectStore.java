package io.salvaguarda.repository.store.s3;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.messages.Item;
import io.salvaguarda.repository.store.Lease;
import io.salvaguarda.repository.store.ObjectKeys;
import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.OkHttpClient;

/** Objects in a bucket, through the MinIO SDK and, for writing, {@link SinglePut}. */
public final class S3ObjectStore implements ObjectStore {

  /** For the deletes of one object's versions, whose number nobody knows. */
  private static final Duration PATIENT = Duration.ofMinutes(15);

  private final S3Settings settings;
  private final OkHttpClient http;
  private final MinioClient client;
  private final SinglePut put;
  private final ConditionalReplace replace;
  private final ExpiringDelete delete;
  private final VersionedDelete deleteVersions;
  private final Versions versions;
  private final Locks locks;

  /**
   * Does not speak to the server yet.
   *
   * @throws StoreException.Denied when the CA certificate cannot be read
   */
  public S3ObjectStore(S3Settings settings) throws StoreException {
    this.settings = settings;
    ObjectKeys.requirePrefix(settings.prefix());
    http = HttpClients.forBucket(settings);
    client =
        MinioClient.builder()
            .endpoint(settings.endpoint().toString())
            .region(settings.region())
            .credentials(settings.accessKey(), settings.secretKey())
            .httpClient(http)
            .build();
    client.disableVirtualStyleEndpoint();
    put = new SinglePut(http, settings);
    delete = new ExpiringDelete(http, settings);
    versions = new Versions(client, settings.bucket());
    locks = new Locks(client, settings.bucket());
    deleteVersions = new VersionedDelete(client, settings.bucket(), delete, locks);
    replace = new ConditionalReplace(versions, put, delete);
  }

  /**
   * Tries out what the server is able to do, with objects below {@code probe/} that are deleted
   * again. Credentials that may not write are no failure.
   *
   * @throws StoreException.Unavailable when the server did not let us finish; asking again is
   *     harmless
   */
  public StoreAbilities probe() throws StoreException {
    BucketSettings bucket = new BucketSettings(client, settings.bucket());
    return new S3Probe(this, put, versions, bucket, settings.prefix()).run();
  }

  @Override
  public void put(String key, ByteBuffer bytes) throws StoreException {
    requireWhole(key, bytes, put.send(objectOf(key), bytes, false, begun(key)));
  }

  @Override
  public boolean putIfAbsent(String key, ByteBuffer bytes) throws StoreException {
    SinglePut.Sent sent = put.send(objectOf(key), bytes, true, begun(key));
    if (sent == SinglePut.Sent.REFUSED) {
      return false;
    }
    requireWhole(key, bytes, sent);
    return true;
  }

  @Override
  public boolean replace(String key, byte[] expected, ByteBuffer bytes) throws StoreException {
    return replace.replace(objectOf(key), expected, bytes, begun(key));
  }

  /** Some servers and proxies say yes to a cut upload. */
  private void requireWhole(String key, ByteBuffer bytes, SinglePut.Sent sent)
      throws StoreException {
    if (sent == SinglePut.Sent.PROVEN) {
      return;
    }
    int size = bytes.remaining();
    Optional<ObjectStat> stat = stat(key);
    if (stat.isEmpty() || stat.get().size() != size) {
      throw new StoreException.Unavailable(
          "S3: put " + key + ": " + size + " bytes were sent, stored is " + stat);
    }
  }

  @Override
  public byte[] get(String key, int limit) throws StoreException {
    GetObjectArgs args =
        GetObjectArgs.builder().bucket(settings.bucket()).object(objectOf(key)).build();
    byte[] bytes =
        run(
            "get " + key,
            () -> {
              try (GetObjectResponse in = client.getObject(args)) {
                return bytesOf(in, limit);
              }
            });
    if (isErrorBody(bytes)) {
      throw new StoreException.Unavailable("S3: get " + key + ": an error in place of the object");
    }
    return bytes;
  }

  /** In one piece where the server said how long it is. */
  private static byte[] bytesOf(GetObjectResponse in, int limit) throws IOException {
    String told = in.headers().get("Content-Length");
    if (told == null || !told.matches("\\d{1,9}") || Integer.parseInt(told) > limit) {
      return in.readNBytes(limit);
    }
    byte[] bytes = new byte[Integer.parseInt(told)];
    int count = in.readNBytes(bytes, 0, bytes.length);
    return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
  }

  /** No object of a repository begins so; a proxy's error page with status 200 does. */
  private static boolean isErrorBody(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != '<') {
      return false;
    }
    String head = new String(bytes, 0, Math.min(bytes.length, 1024), StandardCharsets.UTF_8);
    return head.contains("<Error") || head.toLowerCase(Locale.ROOT).contains("<html");
  }

  @Override
  public Optional<ObjectStat> stat(String key) throws StoreException {
    StatObjectArgs args =
        StatObjectArgs.builder().bucket(settings.bucket()).object(objectOf(key)).build();
    try {
      StatObjectResponse stat = run("stat " + key, () -> client.statObject(args));
      return Optional.of(
          new ObjectStat(key, stat.size(), seconds(stat.lastModified()), Locks.of(stat)));
    } catch (StoreException.NotFound e) {
      return Optional.empty();
    }
  }

  private static Instant seconds(ZonedDateTime time) {
    return time.toInstant().truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public List<ObjectStat> list(String prefix) throws StoreException {
    ListObjectsArgs args =
        ListObjectsArgs.builder()
            .bucket(settings.bucket())
            .prefix(settings.prefix() + ObjectKeys.requirePrefix(prefix))
            .recursive(true)
            .build();
    return run(
        "list " + prefix,
        () -> {
          List<ObjectStat> found = new ArrayList<>();
          for (Result<Item> result : client.listObjects(args)) {
            Item item = result.get();
            String key = item.objectName().substring(settings.prefix().length());
            found.add(new ObjectStat(key, item.size(), seconds(item.lastModified())));
          }
          return found;
        });
  }

  @Override
  public Optional<ObjectLock> objectLock() {
    return settings.objectLock();
  }

  private Optional<ObjectLock.Term> begun(String key) {
    return settings.objectLock().flatMap(lock -> lock.begun(key, Instant.now()));
  }

  @Override
  public boolean keepLocked(ObjectStat object) throws StoreException {
    Optional<ObjectLock.Term> needed =
        settings.objectLock().flatMap(lock -> lock.renewed(object, Instant.now()));
    if (needed.isPresent()) {
      locks.set(objectOf(object.key()), needed.get());
    }
    return needed.isPresent();
  }

  @Override
  public void delete(String key) throws StoreException {
    if (settings.objectLock().isPresent()) {
      requireDone(key, deleteVersions.before(objectOf(key), Instant.now().plus(PATIENT)));
    } else {
      deleteNewest(key);
    }
  }

  private static void requireDone(String key, boolean inTime) throws StoreException {
    if (!inTime) {
      throw new StoreException.Unavailable("S3: delete " + key + ": took too long");
    }
  }

  private void deleteNewest(String key) throws StoreException {
    RemoveObjectArgs args =
        RemoveObjectArgs.builder().bucket(settings.bucket()).object(objectOf(key)).build();
    run(
        "delete " + key,
        () -> {
          client.removeObject(args);
          return null;
        });
  }

  @Override
  public boolean delete(String key, Lease lease) throws StoreException {
    return settings.objectLock().isPresent()
        ? deleteVersions.before(objectOf(key), lease.until())
        : delete.before(objectOf(key), lease.until());
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdownNow();
    http.connectionPool().evictAll();
  }

  private String objectOf(String key) {
    return settings.prefix() + ObjectKeys.requireKey(key);
  }

  private interface Request<T> {
    T send() throws Exception;
  }

  private static <T> T run(String what, Request<T> request) throws StoreException {
    try {
      return request.send();
    } catch (Exception e) {
      throw S3Failures.of(what, e);
    }
  }
}
