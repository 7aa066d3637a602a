CREATE TABLE countries (
  code CHAR(2) NOT NULL PRIMARY KEY,
  name VARCHAR(60) NOT NULL
);

CREATE TABLE suppliers (
  id INT NOT NULL PRIMARY KEY,
  country_code CHAR(2) NOT NULL,
  name VARCHAR(60) NOT NULL,
  FOREIGN KEY (country_code) REFERENCES countries (code)
);

CREATE TABLE categories (
  id INT NOT NULL PRIMARY KEY,
  parent_id INT,
  name VARCHAR(60) NOT NULL,
  FOREIGN KEY (parent_id) REFERENCES categories (id)
);

CREATE TABLE products (
  id INT NOT NULL PRIMARY KEY,
  sku VARCHAR(20) NOT NULL UNIQUE,
  category_id INT NOT NULL,
  supplier_id INT NOT NULL,
  name VARCHAR(80) NOT NULL,
  price DECIMAL(10,2) NOT NULL,
  description VARCHAR(400),
  FOREIGN KEY (category_id) REFERENCES categories (id),
  FOREIGN KEY (supplier_id) REFERENCES suppliers (id)
);

CREATE TABLE managers (
  id INT NOT NULL PRIMARY KEY,
  shop_id INT NOT NULL,
  name VARCHAR(60) NOT NULL
);

CREATE TABLE shops (
  id INT NOT NULL PRIMARY KEY,
  manager_id INT NOT NULL,
  country_code CHAR(2) NOT NULL,
  name VARCHAR(60) NOT NULL,
  FOREIGN KEY (manager_id) REFERENCES managers (id),
  FOREIGN KEY (country_code) REFERENCES countries (code)
);

ALTER TABLE managers ADD FOREIGN KEY (shop_id) REFERENCES shops (id);

CREATE TABLE users (
  id INT NOT NULL PRIMARY KEY,
  email VARCHAR(80) NOT NULL UNIQUE,
  name VARCHAR(60) NOT NULL,
  country_code CHAR(2) NOT NULL,
  invited_by INT,
  FOREIGN KEY (country_code) REFERENCES countries (code),
  FOREIGN KEY (invited_by) REFERENCES users (id)
);

CREATE TABLE addresses (
  id INT NOT NULL PRIMARY KEY,
  user_id INT NOT NULL,
  country_code CHAR(2) NOT NULL,
  street VARCHAR(80) NOT NULL,
  FOREIGN KEY (user_id) REFERENCES users (id),
  FOREIGN KEY (country_code) REFERENCES countries (code)
);

CREATE TABLE promotions (
  code VARCHAR(20) NOT NULL PRIMARY KEY,
  percent INT NOT NULL
);

CREATE TABLE orders (
  shop_id INT NOT NULL,
  number INT NOT NULL,
  user_id INT NOT NULL,
  billing_address_id INT NOT NULL,
  delivery_address_id INT NOT NULL,
  promotion_code VARCHAR(20),
  placed_at TIMESTAMP NOT NULL,
  PRIMARY KEY (shop_id, number),
  FOREIGN KEY (shop_id) REFERENCES shops (id),
  FOREIGN KEY (user_id) REFERENCES users (id),
  FOREIGN KEY (billing_address_id) REFERENCES addresses (id),
  FOREIGN KEY (delivery_address_id) REFERENCES addresses (id),
  FOREIGN KEY (promotion_code) REFERENCES promotions (code)
);

CREATE TABLE order_items (
  id INT NOT NULL PRIMARY KEY,
  shop_id INT NOT NULL,
  order_number INT NOT NULL,
  sku VARCHAR(20) NOT NULL,
  quantity INT NOT NULL,
  price DECIMAL(10,2) NOT NULL,
  FOREIGN KEY (shop_id, order_number) REFERENCES orders (shop_id, number),
  FOREIGN KEY (sku) REFERENCES products (sku)
);

CREATE TABLE payments (
  id INT NOT NULL PRIMARY KEY,
  shop_id INT NOT NULL,
  order_number INT NOT NULL,
  amount DECIMAL(10,2) NOT NULL,
  FOREIGN KEY (shop_id, order_number) REFERENCES orders (shop_id, number)
);

CREATE TABLE posts (
  id INT NOT NULL PRIMARY KEY,
  author_id INT NOT NULL,
  title VARCHAR(80) NOT NULL,
  body VARCHAR(400) NOT NULL,
  FOREIGN KEY (author_id) REFERENCES users (id)
);

CREATE TABLE comments (
  id INT NOT NULL PRIMARY KEY,
  author_id INT NOT NULL,
  commentable_type VARCHAR(20) NOT NULL,
  commentable_id INT NOT NULL,
  body VARCHAR(400) NOT NULL,
  created_at TIMESTAMP NOT NULL,
  FOREIGN KEY (author_id) REFERENCES users (id)
);

CREATE TABLE events (
  user_id INT,
  kind VARCHAR(20) NOT NULL,
  happened_at TIMESTAMP NOT NULL
);
