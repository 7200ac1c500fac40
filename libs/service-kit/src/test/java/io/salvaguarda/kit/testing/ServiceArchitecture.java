package io.salvaguarda.kit.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.salvaguarda.events.EventFactory;
import io.salvaguarda.kit.outbox.Outbox;
import jakarta.persistence.Entity;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules that every service's layout obeys, each proven able to fail. */
public abstract class ServiceArchitecture {

  private static final List<String> FRAMEWORKS =
      List.of(
          "jakarta..",
          "io.quarkus..",
          "org.hibernate..",
          "org.jboss..",
          "io.smallrye..",
          "io.vertx..",
          "org.eclipse.microprofile..",
          "io.micrometer..",
          "io.salvaguarda.kit..");

  private final String root;
  private final String[] domain;
  private final String[] frameworks;
  private final JavaClasses service;

  /**
   * @param service the package below {@code io.salvaguarda}
   * @param domain the packages in it whose rules are plain Java
   * @param further packages that this service's domain must not know either
   */
  protected ServiceArchitecture(String service, List<String> domain, String... further) {
    this.root = "io.salvaguarda." + service;
    this.domain = domain.stream().map(each -> root + "." + each).toArray(String[]::new);
    List<String> all = new ArrayList<>(FRAMEWORKS);
    all.addAll(List.of(further));
    this.frameworks = all.toArray(String[]::new);
    this.service =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(root);
  }

  private ArchRule plainJava(String... packages) {
    return noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(frameworks)
        .because("a feature's rules must be readable and testable without any framework");
  }

  private static ArchRule withoutCycles(String features) {
    return slices()
        .matching(features)
        .should()
        .beFreeOfCycles()
        .because("a feature can then be understood, moved and deleted by itself");
  }

  private static ArchRule makesNoEvents(String packages) {
    return noClasses()
        .that()
        .resideInAPackage(packages)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(EventFactory.class)
        .because("only the kit's outbox gives events their id and time");
  }

  private static ArchRule emptyWhenNew(Class<? extends Annotation> mark) {
    return constructors()
        .that()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(mark)
        .and()
        .haveRawParameterTypes(new Class<?>[0])
        .should(setNoField())
        .because("Hibernate would take each row that it reads for changed, and write it back");
  }

  private static ArchCondition<JavaConstructor> setNoField() {
    return new ArchCondition<>("set no field") {
      @Override
      public void check(JavaConstructor constructor, ConditionEvents events) {
        for (JavaFieldAccess access : constructor.getFieldAccesses()) {
          if (access.getAccessType() == JavaFieldAccess.AccessType.SET) {
            events.add(SimpleConditionEvent.violated(access, access.getDescription()));
          }
        }
      }
    };
  }

  private static void assertCanFail(ArchRule rule, JavaClasses classes) {
    assertThat(rule.evaluate(classes).hasViolation()).as("the rule can fail").isTrue();
  }

  @Test
  void theDomainKnowsNoFramework() {
    for (String each : domain) {
      assertThat(service.containPackage(each)).as(each).isTrue();
    }
    plainJava(domain).check(service);
    assertCanFail(plainJava(root + ".."), service);
  }

  @Test
  void theDomainKnowsNoAdapter() {
    noClasses()
        .that()
        .resideInAnyPackage(domain)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..adapter..")
        .because("adapters depend on the domain, never the reverse")
        .check(service);
  }

  @Test
  void featuresDoNotDependOnEachOtherInCircles() {
    withoutCycles(root + ".(*)..").check(service);
    assertCanFail(
        withoutCycles("com.fasterxml.jackson.databind.(*)"),
        new ClassFileImporter().importPackages("com.fasterxml.jackson.databind"));
  }

  @Test
  void onlyTheOutboxMakesEvents() {
    makesNoEvents(root + "..").check(service);
    assertCanFail(
        makesNoEvents("io.salvaguarda.kit.outbox"),
        new ClassFileImporter().importPackagesOf(Outbox.class));
  }

  @Test
  void anEntityIsEmptyUntilItIsRead() {
    emptyWhenNew(Entity.class)
        .check(new ClassFileImporter().importPackages(root, "io.salvaguarda.kit"));
    assertCanFail(
        emptyWhenNew(LikeAnEntity.class), new ClassFileImporter().importClasses(NotEmpty.class));
  }

  @Retention(RetentionPolicy.RUNTIME)
  private @interface LikeAnEntity {}

  @LikeAnEntity
  private static final class NotEmpty {
    String state = "NEW";

    NotEmpty() {}
  }
}
