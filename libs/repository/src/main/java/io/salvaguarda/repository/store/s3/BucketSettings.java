package io.salvaguarda.repository.store.s3;

import io.minio.GetBucketVersioningArgs;
import io.minio.GetObjectLockConfigurationArgs;
import io.minio.MinioClient;
import io.minio.errors.ErrorResponseException;

/** What the bucket's owner has set. That nobody tells us is no failure. */
final class BucketSettings {

  private static final int FORBIDDEN = 403;
  private static final int NOT_IMPLEMENTED = 501;

  private final MinioClient client;
  private final String bucket;

  BucketSettings(MinioClient client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  Ability versioning() {
    GetBucketVersioningArgs args = GetBucketVersioningArgs.builder().bucket(bucket).build();
    return asked(
        "get versioning",
        () -> {
          return switch (client.getBucketVersioning(args).status()) {
            case ENABLED -> new Ability.Present();
            case SUSPENDED -> new Ability.Missing("is suspended");
            case OFF -> new Ability.Missing("is off");
          };
        });
  }

  /**
   * @param wanted shall objects be locked? Then the bucket must lock none by itself
   */
  Ability objectLock(boolean wanted) {
    GetObjectLockConfigurationArgs args =
        GetObjectLockConfigurationArgs.builder().bucket(bucket).build();
    return asked(
        "get object lock",
        () -> {
          boolean byItself = client.getObjectLockConfiguration(args).mode() != null;
          return wanted && byItself
              ? new Ability.Missing("has a default retention, which locks what must not be locked")
              : new Ability.Present();
        });
  }

  private interface Question {
    Ability ask() throws Exception;
  }

  private static Ability asked(String what, Question question) {
    try {
      return question.ask();
    } catch (ErrorResponseException e) {
      int status = e.response().code();
      String answer = "HTTP " + status + " " + e.errorResponse().code();
      boolean said = status == NOT_IMPLEMENTED || (status / 100 == 4 && status != FORBIDDEN);
      return said ? new Ability.Missing("answered " + answer) : new Ability.NotProbed(answer);
    } catch (Exception e) {
      return new Ability.NotProbed(S3Failures.of(what, e).getMessage());
    }
  }
}
