package io.tranche.config;

/** The servers that Tranche speaks to. MySQL and MariaDB are one family; slices stay within a family. */
public enum Vendor {
    MYSQL,
    MARIADB,
    POSTGRESQL
}
