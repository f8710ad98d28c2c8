package org.eobench.cli.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes of every module but those of its tests. */
final class MainClasses {
  /** Where the tests of this module lie, wherever they were compiled to. */
  private static final String TESTS =
      MainClasses.class.getProtectionDomain().getCodeSource().getLocation().getPath();

  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains(TESTS))
          .importPackages("org.eobench");

  private MainClasses() {}
}
