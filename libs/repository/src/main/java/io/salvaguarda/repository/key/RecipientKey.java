package io.salvaguarda.repository.key;

import java.util.UUID;

/** What a master key can be wrapped for. */
public sealed interface RecipientKey permits Passphrase, KeyFile, RecipientPublicKey {

  /** Wraps the master key; anew each time, so that no two wrappings are alike. */
  Recipient wrap(MasterKey masterKey, UUID repositoryId);

  /** Would the credential that this belongs to be the recipient's? */
  boolean belongsTo(Recipient recipient, UUID repositoryId);
}
