package io.tranche.demo;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;

/** Makes the shop's rows by chance, with a fixed seed. */
final class ShopRows {
    private static final int SUPPLIERS = 300;
    private static final int CATEGORIES = 600;
    private static final int PRODUCTS = 8_000;
    private static final int SHOPS = 60;
    private static final int MANAGERS = 150;
    private static final int USERS = 30_000;
    private static final int PROMOTIONS = 200;
    private static final int ORDERS_A_SHOP = 800;
    private static final int POSTS = 4_000;
    private static final int COMMENTS = 20_000;
    private static final int EVENTS = 30_000;
    private static final int SECONDS_A_YEAR = 365 * 24 * 3600;
    private static final LocalDateTime NEW_YEAR = LocalDateTime.of(2025, 1, 1, 0, 0);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final List<String> COUNTRIES = List.of(
            "AT", "BE", "CH", "CZ", "DE", "DK", "ES", "FI", "FR", "GB", "IE", "IT", "NL", "NO", "PL", "PT", "SE");
    private static final List<String> WORDS =
            List.of("amber", "basket", "copper", "drift", "ember", "frost", "grain", "harbour", "ivory", "juniper");

    private final Statement statement;
    private final Random random = new Random(20250101);
    private int lastAddress;
    private int lastItem;
    private final int[] firstAddress = new int[USERS + 2];

    ShopRows(Statement statement) {
        this.statement = statement;
    }

    void insert() throws SQLException {
        goods();
        shops();
        people();
        orders();
        talk();
        events();
    }

    private void goods() throws SQLException {
        try (BulkInsert rows = into("countries")) {
            for (String code : COUNTRIES) {
                rows.add(code, "Country " + code);
            }
        }
        try (BulkInsert rows = into("suppliers")) {
            for (int id = 1; id <= SUPPLIERS; id++) {
                rows.add(id, country(), words(2));
            }
        }
        try (BulkInsert rows = into("categories")) {
            for (int id = 1; id <= CATEGORIES; id++) {
                rows.add(id, id <= 12 ? null : (Object) (1 + random.nextInt(id - 1)), words(1));
            }
        }
        try (BulkInsert rows = into("products")) {
            for (int id = 1; id <= PRODUCTS; id++) {
                rows.add(id, sku(id), upTo(CATEGORIES), upTo(SUPPLIERS), words(3), price(), words(20));
            }
        }
    }

    /** Each shop has a manager who works in a shop, perhaps in another one. */
    private void shops() throws SQLException {
        try (BulkInsert rows = into("managers")) {
            for (int id = 1; id <= MANAGERS; id++) {
                rows.add(id, upTo(SHOPS), words(2));
            }
        }
        try (BulkInsert rows = into("shops")) {
            for (int id = 1; id <= SHOPS; id++) {
                rows.add(id, upTo(MANAGERS), country(), words(2));
            }
        }
    }

    private void people() throws SQLException {
        try (BulkInsert rows = into("users")) {
            for (int id = 1; id <= USERS; id++) {
                Object inviter = id > 1 && random.nextInt(3) == 0 ? (Object) (1 + random.nextInt(id - 1)) : null;
                rows.add(id, "someone" + id + "@mail.example", words(2), country(), inviter);
            }
        }
        try (BulkInsert rows = into("addresses")) {
            for (int user = 1; user <= USERS; user++) {
                firstAddress[user] = lastAddress + 1;
                for (int count = 1 + random.nextInt(2); count > 0; count--) {
                    lastAddress++;
                    rows.add(lastAddress, user, country(), words(2) + " " + upTo(200));
                }
            }
            firstAddress[USERS + 1] = lastAddress + 1;
        }
        try (BulkInsert rows = into("promotions")) {
            for (int number = 1; number <= PROMOTIONS; number++) {
                rows.add(promotion(number), 5 * upTo(10));
            }
        }
    }

    private void orders() throws SQLException {
        try (BulkInsert orders = into("orders");
                Statement second = statement.getConnection().createStatement();
                BulkInsert items = new BulkInsert(second, "order_items");
                Statement third = statement.getConnection().createStatement();
                BulkInsert payments = new BulkInsert(third, "payments")) {
            int payment = 0;
            for (int shop = 1; shop <= SHOPS; shop++) {
                for (int number = 1; number <= ORDERS_A_SHOP; number++) {
                    order(orders, shop, number);
                    items(items, shop, number);
                    if (random.nextInt(10) > 0) {
                        payment++;
                        payments.add(payment, shop, number, price());
                    }
                }
            }
        }
    }

    private void order(BulkInsert orders, int shop, int number) throws SQLException {
        int user = upTo(USERS);
        Object promotion = random.nextInt(10) == 0 ? promotion(upTo(PROMOTIONS)) : null;
        orders.add(shop, number, user, address(user), address(user), promotion, time());
    }

    private void items(BulkInsert items, int shop, int number) throws SQLException {
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            lastItem++;
            items.add(lastItem, shop, number, sku(upTo(PRODUCTS)), upTo(5), price());
        }
    }

    private void talk() throws SQLException {
        try (BulkInsert rows = into("posts")) {
            for (int id = 1; id <= POSTS; id++) {
                rows.add(id, upTo(USERS), words(4), words(25));
            }
        }
        try (BulkInsert rows = into("comments")) {
            for (int id = 1; id <= COMMENTS; id++) {
                boolean onPost = random.nextInt(2) == 0;
                rows.add(
                        id,
                        upTo(USERS),
                        onPost ? "Post" : "Product",
                        onPost ? upTo(POSTS) : upTo(PRODUCTS),
                        words(12),
                        time());
            }
        }
    }

    private void events() throws SQLException {
        try (BulkInsert rows = into("events")) {
            for (int count = 0; count < EVENTS; count++) {
                Object user = random.nextInt(5) == 0 ? null : (Object) upTo(USERS);
                rows.add(user, random.nextInt(3) == 0 ? "login" : "view", time());
            }
        }
    }

    private BulkInsert into(String table) {
        return new BulkInsert(statement, table);
    }

    private int upTo(int highest) {
        return 1 + random.nextInt(highest);
    }

    private int address(int user) {
        int first = firstAddress[user];
        return first + random.nextInt(firstAddress[user + 1] - first);
    }

    private String country() {
        return COUNTRIES.get(random.nextInt(COUNTRIES.size()));
    }

    private static String sku(int product) {
        return "%s-%05d"
                .formatted(
                        WORDS.get(product % WORDS.size()).substring(0, 2).toUpperCase(java.util.Locale.ROOT), product);
    }

    private static String promotion(int number) {
        return WORDS.get(number % WORDS.size()) + number;
    }

    private String price() {
        return upTo(300) + "." + (10 + random.nextInt(90));
    }

    private String time() {
        return NEW_YEAR.plusSeconds(random.nextInt(SECONDS_A_YEAR)).format(TIME);
    }

    private String words(int count) {
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < count; word++) {
            text.append(word == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }
}
