/** The store that keeps objects in an S3 bucket. Knows nothing of backups. */
package io.salvaguarda.repository.store.s3;
