-- question: What did one intake remark about its file, refused rows included?
-- nl:       Wat viel op aan een bestand, met de geweigerde regels erbij?
-- params:   intake_id bigint
-- row:      one per remark; line 0 is about the file as a whole
-- order:    line
-- families: facts, care
select line, severity, kind, text, remedy
from intake_remark
where intake_id = $intake_id
order by line, severity, text;
