-- question: Of which parts are these display names of pupils made, for their initials?
-- nl:       Uit welke delen bestaan deze namen van leerlingen, voor hun initialen?
-- params:   display_names varchar[]
-- row:      one per display name and way to take it apart
-- order:    display name
-- families: facts
select distinct display_name, call_name, family_name
from pupil
where closed_by is null and list_contains($display_names, display_name)
order by display_name, call_name, family_name;
