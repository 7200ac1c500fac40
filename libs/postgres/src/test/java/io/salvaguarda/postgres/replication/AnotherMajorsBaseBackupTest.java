package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.Majors;

/** The same with another major version than this machine's. */
class AnotherMajorsBaseBackupTest extends BaseBackupTest {
  @Override
  Majors major() {
    return Majors.ANOTHER;
  }
}
