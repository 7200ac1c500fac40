package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.Majors;

/** The same with another major version than this machine's. */
class AnotherMajorsBackupTest extends OwnBackupTest {
  @Override
  Majors major() {
    return Majors.ANOTHER;
  }
}
