-- What an ad platform took of a sale last, in centavos; NULL: nothing. `value` is what the sale is worth now.
ALTER TABLE conversion ADD COLUMN told INTEGER;
UPDATE conversion SET told = value WHERE state = 'sent';

-- The time zone by whose days an ad account counts; empty: nobody said.
ALTER TABLE ad_spend ADD COLUMN zone TEXT NOT NULL DEFAULT '';
