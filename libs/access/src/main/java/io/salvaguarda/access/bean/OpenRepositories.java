package io.salvaguarda.access.bean;

import io.salvaguarda.access.Repositories;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.repository.store.RetryPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives a service its repositories. */
@ApplicationScoped
class OpenRepositories {

  /**
   * @param patience how long a store may be away before an operation fails
   */
  @Produces
  @Singleton
  Repositories repositories(
      SuiteConfig config,
      @ConfigProperty(name = "salvaguarda.store.patience", defaultValue = "3m") Duration patience) {
    RetryPolicy usual = RetryPolicy.DEFAULT;
    return new Repositories(
        config, new RetryPolicy(usual.firstPause(), usual.longestPause(), patience));
  }

  void close(@Disposes Repositories repositories) {
    repositories.close();
  }
}
