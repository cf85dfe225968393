"""What is believed of the features before any example is seen, and how firmly."""

from __future__ import annotations

PENALTY = {"measure": 3.0, "status": 10.0, "subject": 15.0, "place": 3.0, "period": 8.0}
# What a feature is believed to count before any example is seen; learning moves away only as far as examples ask.
PRIOR: dict[str, dict[str, float]] = {
    "measure": {
        r"(?P<v>\w+)\|\w[\w/]*\|rule:(?P=v)": 3.0,
    },
    "status": {
        r"(?P<v>\w+)\|rule:(?P=v)": 2.0,
    },
    "subject": {
        r"bcl:0:(?:firm|group)": 1.0,
        r"bcl:0:(?:place|country)": 0.3,
        r"role:verb:b": 0.8,
        r"a:(?:firm|group)": -1.0,
        r"a:(?:place|country)": -1.5,
        r"out": -0.3,
        r"=pf:0": 0.6,
        r"=pf:1:out:False": 0.8,
        r"=pf:clause": 0.5,
        r"=lead": 0.3,
        r"acts:first": 0.8,
        r"acts:last": 0.5,
        r"heads:\w+": 0.6,
        r"in:\w+:item:True": 0.8,
        r"out:(?:nation|world):country": -1.5,
        r"none": -1.5,
        r"k:event": -1.0,
        r"st:signed:event": 1.5,
        r"opens:(?:firm|group|event):0": 0.8,
        r"role:(?:source|press):[ab]": -2.5,
        r"first:firm": 0.4,
        r"bn:0": 0.3,
        r"project\|k:(?:place|country)": -0.8,
        r"deal\|k:(?:place|country)": -0.5,
        r"stat\|k:country": 0.3,
    },
    "place": {
        r"bcl:0:place": 1.2,
        r"bcl:1:place": 0.5,
        r"lv:city": 0.7,
        r"lv:province": 0.2,
        r"a:\w+:1": -0.6,
        r"out": -0.4,
        r"=pf:0:\w+": 0.6,
        r"=pf:1:\w+": 0.5,
        r"home:\w+": 0.8,
        r"from:subject:(?:in|out):\w+": 1.0,
        r"none": -0.3,
        r"from:nation:out:\w+": -1.0,
        r"from:world:out:\w+": -1.5,
    },
    "period": {
        r"bcl:0": 1.5,
        r"bcl:1": 0.8,
        r"acl:0": 0.9,
        r"acl:1": -0.5,
        r"out": -0.6,
        r"founded": -3.0,
        r"=pf:0:\w+": 0.4,
        r"=pf:1:\w+": 0.3,
        r"from:(?:published|month|year):out": -2.0,
        r"from:span:out": 0.5,
        r"none": 0.0,
    },
}
