-- one row: so many days before a notice date it is near, as the settings say
select notice_window_days from settings
