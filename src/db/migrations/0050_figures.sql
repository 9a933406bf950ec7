-- 填报数: not applicable is an answer of its own beside 0 and blank; money is kept in 分
alter table entered_figures alter column value drop not null;
update entered_figures set value = value * 100 where figure = 'fees_yuan';
