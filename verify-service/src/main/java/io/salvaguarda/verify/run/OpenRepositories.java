package io.salvaguarda.verify.run;

import io.salvaguarda.access.Repositories;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.repository.store.RetryPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the service its repositories. */
@ApplicationScoped
class OpenRepositories {

  @Produces
  @Singleton
  Repositories repositories(SuiteConfig config, VerificationSettings settings) {
    RetryPolicy usual = RetryPolicy.DEFAULT;
    return new Repositories(
        config,
        new RetryPolicy(usual.firstPause(), usual.longestPause(), settings.storePatience()));
  }

  void close(@Disposes Repositories repositories) {
    repositories.close();
  }
}
