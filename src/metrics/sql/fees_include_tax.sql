-- one row: whether the amounts of the exports are with tax, as the settings say
select fees_include_tax from settings
