package io.salvaguarda.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A repository in an S3 bucket.
 *
 * @param name its key in the file
 * @param endpoint http or https, host and perhaps port, no path
 * @param region for the signature; us-east-1 by default
 * @param bucket the bucket's name
 * @param prefix put before every object's name; empty by default, else ends with a slash
 * @param accessKey the access key's id
 * @param secretKey signs the requests
 * @param caCertificate PEM file of the authority that the endpoint's certificate comes from, when
 *     the JDK does not know it
 * @param key opens the repository
 * @param copies where it is copied to
 * @param keyProofs how old the proofs of its keys may be
 * @param objectLock what the bucket keeps, and how long
 * @param quota bytes that there may be; empty: nobody counts
 */
public record S3RepositoryConfig(
    String name,
    URI endpoint,
    String region,
    String bucket,
    String prefix,
    Secret accessKey,
    Secret secretKey,
    Optional<Path> caCertificate,
    RepositoryKey key,
    Copies copies,
    KeyProofs keyProofs,
    Optional<ObjectLockRules> objectLock,
    Optional<Long> quota)
    implements RepositoryConfig {

  /** Without copies, locks and quota, and with the usual proofs. */
  public S3RepositoryConfig(
      String name,
      URI endpoint,
      String region,
      String bucket,
      String prefix,
      Secret accessKey,
      Secret secretKey,
      Optional<Path> caCertificate,
      RepositoryKey key) {
    this(
        name,
        endpoint,
        region,
        bucket,
        prefix,
        accessKey,
        secretKey,
        caCertificate,
        key,
        Copies.NONE,
        KeyProofs.DEFAULT,
        Optional.empty(),
        Optional.empty());
  }
}
