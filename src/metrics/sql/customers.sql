-- one row per customer: the company's name where the exports give one
select customer_id, customer_name from customers order by customer_id
